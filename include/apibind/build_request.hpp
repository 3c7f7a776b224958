// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_secrets.hpp>
#include <apibind/client_state.hpp>
#include <apibind/failure.hpp>
#include <apibind/masked_value.hpp>
#include <apibind/request_body.hpp>
#include <apibind/request_fields.hpp>
#include <apibind/request_rules.hpp>
#include <apibind/sendable.hpp>
#include <apibind/uri_reference.hpp>

#include <string>
#include <string_view>
#include <utility>

/// Making the request of a call, for any endpoint.
namespace apibind::detail {

inline build_fault check_fields(http_fields const& fields) {
    static constexpr std::string_view own[]{"Content-Length", "Transfer-Encoding", "Connection", "Host"};
    for (auto const& field : fields) {
        if (!is_field_token(field.name))
            return reason("the field name \"", printable(field.name),
                          "\" is not one: letters, digits and hyphens (RFC 9110 section 5.1)");
        if (!is_sendable_value(field.value))
            return reason("the value of the field ", field.name,
                          " may hold only visible ASCII characters and inner spaces (a token with a line break at its "
                          "end?)");
        if (http_fields::is_one_of(field.name, own))
            return reason("the field ", field.name, " is the library's own: it follows from the request");
    }
    return {};
}

/// The key that is sent, or null: the endpoint has none, or it could not be made.
inline std::string const* idempotency_key_of(endpoint_table const& endpoint, void const* request) {
    if (endpoint.key < 0) return nullptr;
    auto const& m = endpoint.request->members[endpoint.key];
    return static_cast<std::string const*>(m.type->as<optional_table>().get(endpoint.request->at(m, request)));
}
inline build_fault check_key(endpoint_table const& endpoint, void const* request) {
    if (endpoint.key < 0) return {};
    auto const* const key = idempotency_key_of(endpoint, request);
    if (key && !key->empty()) return {};
    return endpoint.request->members[endpoint.key].identifier +
           std::string(key ? " must not be empty: leave it out for one that is made"
                           : " could not be made: OpenSSL has no random bytes");
}

/// Puts the credential into a request, by `put(request)`, and looks at what came of it.
template <class Put>
build_fault authorized(http_request& out, Put put) {
    http_fields::snapshot const given(out.fields);
    auto count = out.fields.size();
    put(out);
    if (!given.begins(out.fields)) {
        http_request alone;
        put(alone);
        std::string name = "that its authorize changes";
        for (auto const& field : out.fields) {
            if (count-- == 0) break;
            if (alone.fields.find(field.name)) {
                name = field.name;
                break;
            }
        }
        return "the field " + printable(name) +
               " is the credential's: take it out of the fields of the options or the endpoint";
    }
    return check_fields(out.fields);
}

/// The whole of making a request, for any endpoint. `secrets` becomes those of the request.
inline build_fault build_request(client_state const& client, endpoint_table const& endpoint, void const* request,
                                 call_options const& call, http_request& out, call_secrets& secrets) {
    if (endpoint.has_secrets) secrets = call_secrets(secrets_of(*endpoint.request, request));
    out.secrets = secrets.with(client.hidden());
    if (!client.fault.empty()) return client.fault;
    if (auto fault = check_key(endpoint, request)) return fault;
    if (auto fault = check_rules(endpoint, request)) return fault;
    out.method = endpoint.method;
    out.origin = client.address.origin;
    out.target = client.address.base_path;
    if (auto fault = url_expander(*endpoint.request, request, out.target, endpoint.query_lists, client.pairs)
                         .expand(endpoint.pieces, endpoint.piece_count))
        return fault;
    out.fields.reserve(512);
    if (!call.link.empty())
        if (auto fault = follow_link(call.link, out)) return fault;
    if (!endpoint.accept.empty()) out.fields.add("Accept", endpoint.accept);
    if (!client.options.user_agent.empty()) out.fields.add("User-Agent", client.options.user_agent);
    field_writer declared(out.fields);
    declared.add(client.fields, client.field_count, *endpoint.request, request);
    if (auto fault = declared.add(endpoint.fields, endpoint.field_count, *endpoint.request, request)) return fault;
    declared.finish();
    if (auto fault = write_body(endpoint, request, out)) return fault;
    for (auto const& field : client.options.fields) out.fields.set(field.name, field.value);
    for (auto const& field : call.fields) out.fields.set(field.name, field.value);
    std::string why;
    auto fault = authorized(out, [&](http_request& whole) {
        if (client.authorize) why = client.authorize(whole);
    });
    return why.empty() ? fault : why;
}

/// Authorises the request of one attempt, where that is done anew for each.
inline build_fault authorize_attempt(client_state const& client, auth_moment const& now, http_request& out,
                                     call_secrets& secrets) {
    std::string why;
    auto fault = authorized(out, [&](http_request& request) { why = client.authorize_attempt(request, now); });
    out.secrets = secrets.with(client.hidden());
    return why.empty() ? fault : why;
}

inline failure_facts invalid_request(std::string_view endpoint, std::string const& message, redaction const& secrets) {
    failure_facts out;
    out.endpoint = endpoint;
    out.message = printable(masked(message, &secrets));
    return out;
}

} // namespace apibind::detail
