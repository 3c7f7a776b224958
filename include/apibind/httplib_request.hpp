// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/httplib_answer.hpp>
#include <apibind/httplib_connection.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace apibind::detail {

/// A host as it may stand in a Host field, a certificate and a message: a name, an IPv4 address, or an IPv6 address
/// without brackets.
constexpr bool is_host(std::string_view host) noexcept {
    bool const is_ipv6 = host.find(':') != std::string_view::npos;
    return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [&](char c) {
        bool const is_digit = c >= '0' && c <= '9';
        if (is_ipv6) return is_digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
        return is_digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
    });
}

/// Why this request cannot be sent as it is, or nothing. Says no value of a field.
inline std::optional<std::string> unsendable(http_request const& request, connection_options const& options) {
    auto const& origin = request.origin;
    if (origin.scheme != "https" && origin.scheme != "http") return "the origin's scheme is neither https nor http";
    if (!is_host(origin.host)) return "the origin's host is neither a host name nor an IP address";
    if (origin.port == 0) return "the origin has no port";
    if (request.target.empty() || (request.target != "*" && request.target.front() != '/'))
        return "the request target does not begin with a slash";
    if (!std::all_of(request.target.begin(), request.target.end(),
                     [](char c) { return c > ' ' && c < 0x7f && c != '#'; }))
        return "the request target has a space, '#', a control or a non-ASCII character: percent-encode it";
    for (auto const& field : request.fields) {
        if (!is_token(field.name)) return "a field's name is empty or has a character that no field name may have";
        if (!is_field_value(field.value))
            return "the value of the field " + field.name + " has a line break or another control character";
        for (auto own : {"Host", "Content-Length", "Transfer-Encoding", "Connection"})
            if (http_fields::same_name(field.name, own))
                return "the field " + field.name + " is the transport's to set";
    }
    if (options.proxy) {
        if (options.connect_to) return "connect_to and proxy exclude each other: the proxy does the connecting";
        if (!is_host(options.proxy->host) || options.proxy->port == 0)
            return "the proxy's host or port is missing or wrong";
        if (options.proxy->user.find(':') != std::string::npos) return "the proxy's user has a colon";
    }
    if (options.connect_to && !options.connect_to->host.empty() && !is_host(options.connect_to->host))
        return "connect_to's host is neither a host name nor an IP address";
    return std::nullopt;
}

/// The request's bytes up to the content: Host, the fields as given, then what the transport adds.
inline std::string head_of(http_request const& request, connection const& peer, bool decodes_gzip) {
    std::string out{to_string(request.method)};
    out += ' ';
    // A proxy is told the whole URL, unless it only passes on what TLS hides (RFC 9112 section 3.2.2).
    bool const is_for_proxy = peer.options().proxy && !request.origin.is_secure();
    if (is_for_proxy) out += "http://" + request.origin.authority();
    out += request.target + " HTTP/1.1\r\nHost: " + request.origin.authority() + "\r\n";
    for (auto const& field : request.fields) out += field.name + ": " + field.value + "\r\n";
    if (decodes_gzip && !request.fields.find("Accept-Encoding")) out += "Accept-Encoding: gzip\r\n";
    bool const has_content_by_nature =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    if (request.body || has_content_by_nature)
        out += "Content-Length: " + std::to_string(request.body ? request.body->size() : 0) + "\r\n";
    if (is_for_proxy) out += peer.proxy_authorization();
    return out + "\r\n";
}

} // namespace apibind::detail
