// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/client_state.hpp>
#include <apibind/failure.hpp>
#include <apibind/masked_value.hpp>
#include <apibind/request_fields.hpp>
#include <apibind/request_body.hpp>
#include <apibind/request_rules.hpp>

#include <string>
#include <string_view>
#include <utility>

/// Making the request of a call, for any endpoint.
namespace apibind::detail {

inline build_fault check_fields(http_fields const& fields) {
    for (auto const& field : fields) {
        if (!is_field_token(field.name))
            return "the field name \"" + printable(field.name) +
                   "\" is not one: letters, digits and hyphens (RFC 9110 section 5.1)";
        if (!is_sendable_value(field.value))
            return "the value of the field " + std::string(field.name) +
                   " may hold only visible ASCII characters and inner spaces (a token with a line break at its end?)";
        for (auto own : {"Content-Length", "Transfer-Encoding", "Connection", "Host"})
            if (http_fields::same_name(field.name, own))
                return "the field " + std::string(field.name) + " is the library's own: it follows from the request";
    }
    return {};
}

/// The first of `count` fields that the credential sets too.
inline std::string credential_field(client_state const& client, http_fields const& fields, std::size_t count) {
    http_request alone;
    client.authorize(alone);
    for (auto const& field : fields) {
        if (count-- == 0) break;
        if (alone.fields.find(field.name)) return std::string(field.name);
    }
    return "that its authorize changes";
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

/// The whole of making a request, for any endpoint.
inline build_fault build_request(client_state const& client, endpoint_table const& endpoint, void const* request,
                                 call_options const& call, http_request& out) {
    out.secrets = client.secrets;
    if (!client.fault.empty()) return client.fault;
    if (auto fault = check_key(endpoint, request)) return fault;
    if (auto fault = check_rules(endpoint, request)) return fault;
    out.method = endpoint.method;
    out.origin = client.address.origin;
    out.target = client.address.base_path;
    if (auto fault = url_expander(*endpoint.request, request, out.target, endpoint.query_lists)
                         .expand(endpoint.pieces, endpoint.piece_count))
        return fault;
    out.fields.reserve(512);
    if (!endpoint.accept.empty()) out.fields.add("Accept", endpoint.accept);
    if (!client.options.user_agent.empty()) out.fields.add("User-Agent", client.options.user_agent);
    field_writer declared(out.fields);
    declared.add(client.fields, client.field_count, *endpoint.request, request);
    if (auto fault = declared.add(endpoint.fields, endpoint.field_count, *endpoint.request, request)) return fault;
    declared.finish();
    if (auto fault = write_body(endpoint, request, out)) return fault;
    for (auto const& field : client.options.fields) out.fields.set(field.name, field.value);
    for (auto const& field : call.fields) out.fields.set(field.name, field.value);
    if (client.authorize) {
        auto const given = out.fields.mark();
        auto const count = out.fields.size();
        client.authorize(out);
        if (!out.fields.begins_with(given))
            return "the field " + printable(credential_field(client, out.fields, count)) +
                   " is the credential's: take it out of the fields of the options or the endpoint";
    }
    if (auto fault = check_fields(out.fields)) return fault;
    return {};
}

inline failure_facts invalid_request(std::string_view endpoint, std::string const& message, redaction const& secrets) {
    failure_facts out;
    out.endpoint = endpoint;
    out.message = printable(masked(message, &secrets));
    return out;
}

} // namespace apibind::detail
