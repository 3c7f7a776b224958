// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/client_state.hpp>
#include <apibind/failure.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/masked_value.hpp>
#include <apibind/request_rules.hpp>
#include <apibind/uri_reference.hpp>

#include <string>
#include <string_view>
#include <utility>

/// Making the request of a call, for any endpoint.
namespace apibind::detail {

/// RFC 9110 section 5.5, without obs-text: nobody agrees on what bytes above 0x7F mean there.
constexpr bool is_sendable_value(std::string_view value) {
    for (char c : value)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || static_cast<unsigned char>(c) >= 0x7f) return false;
    return value.empty() ||
           (value.front() != ' ' && value.front() != '\t' && value.back() != ' ' && value.back() != '\t');
}

inline build_fault check_fields(http_fields const& fields) {
    for (auto const& field : fields) {
        if (!is_field_token(field.name))
            return "the field name \"" + printable(field.name) +
                   "\" is not one: letters, digits and hyphens (RFC 9110 section 5.1)";
        if (!is_sendable_value(field.value))
            return "the value of the field " + field.name +
                   " may hold only visible ASCII characters and inner spaces (a token with a line break at its end?)";
        for (auto own : {"Content-Length", "Transfer-Encoding", "Connection", "Host"})
            if (http_fields::same_name(field.name, own))
                return "the field " + field.name + " is the library's own: it follows from the request";
    }
    return {};
}

/// Puts the credential into a request, and looks at what came of it.
template <class Put>
build_fault authorized(http_request& out, Put put) {
    auto const given = out.fields;
    put();
    for (auto const& field : given)
        if (out.fields.find(field.name) != field.value)
            return "the field " + printable(field.name) +
                   " is the credential's: take it out of the fields of the options";
    return check_fields(out.fields);
}

/// The whole of making a request, for any endpoint.
inline build_fault build_request(client_state const& client, endpoint_table const& endpoint, void const* request,
                                 call_options const& call, http_request& out) {
    out.secrets = client.hidden();
    if (!client.fault.empty()) return client.fault;
    if (auto fault = check_rules(endpoint, request)) return fault;
    out.method = endpoint.method;
    out.origin = client.address.origin;
    out.target = client.address.base_path;
    if (auto fault = url_expander(*endpoint.request, request, out.target).expand(endpoint.pieces, endpoint.piece_count))
        return fault;
    if (!call.link.empty())
        if (auto fault = follow_link(call.link, out)) return fault;
    out.fields.add("Accept", "application/json");
    if (!client.options.user_agent.empty()) out.fields.add("User-Agent", client.options.user_agent);
    if (endpoint.body_count != 0) {
        out.fields.add("Content-Type", "application/json");
        std::string body;
        if (auto error =
                write_json_members(*endpoint.request, endpoint.body_members, endpoint.body_count, request, body))
            return "the body: " + to_string(*error);
        out.body = std::move(body);
    }
    for (auto const& field : client.options.fields) out.fields.set(field.name, field.value);
    for (auto const& field : call.fields) out.fields.set(field.name, field.value);
    return authorized(out, [&] {
        if (client.authorize) client.authorize(out);
    });
}

/// Authorises the request of one attempt, where that is done anew for each.
inline build_fault authorize_attempt(client_state const& client, auth_moment const& now, http_request& out) {
    std::string why;
    auto fault = authorized(out, [&] { why = client.authorize_attempt(out, now); });
    out.secrets = client.hidden();
    return why.empty() ? fault : why;
}

inline failure_facts invalid_request(std::string_view endpoint, std::string const& message, redaction const& secrets) {
    failure_facts out;
    out.endpoint = endpoint;
    out.message = printable(masked(message, &secrets));
    return out;
}

} // namespace apibind::detail
