// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <httplib.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace apibind::detail {

/// A field name (RFC 9110 section 5.1).
constexpr bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}
/// A field value (RFC 9110 section 5.5): no CR, LF, NUL or other control character but the tab.
constexpr bool is_field_value(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); });
}
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

/// Why this request cannot be sent as it is, or nothing. Says no value of a field. cpp-httplib checks none of it.
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
        for (auto own : {"Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Authorization"})
            if (http_fields::same_name(field.name, own))
                return "the field " + field.name + " is the transport's to set";
    }
    if (options.proxy) {
        if (options.connect_to) return "connect_to and proxy exclude each other: the proxy does the connecting";
        if (!is_host(options.proxy->host) || options.proxy->port == 0)
            return "the proxy's host or port is missing or wrong";
        if (options.proxy->user.empty() != options.proxy->password.empty())
            return "the proxy needs user and password, or neither";
        if (options.proxy->user.find(':') != std::string::npos) return "the proxy's user has a colon";
    }
    if (options.connect_to && !options.connect_to->host.empty() && !is_host(options.connect_to->host))
        return "connect_to's host is neither a host name nor an IP address";
    return std::nullopt;
}

/// The request as cpp-httplib takes it. Host is the origin's wherever the connection goes.
inline httplib::Request wire_request(http_request const& request) {
    httplib::Request out;
    out.method = to_string(request.method);
    out.path = request.target;
    out.headers.emplace("Host", request.origin.authority());
    for (auto const& field : request.fields) out.headers.emplace(field.name, field.value);
#ifdef CPPHTTPLIB_ZLIB_SUPPORT
    if (!request.fields.find("Accept-Encoding")) out.headers.emplace("Accept-Encoding", "gzip");
#else
    if (!request.fields.find("Accept-Encoding")) out.headers.emplace("Accept-Encoding", "identity");
#endif
    if (!request.body) return out;
    out.body = *request.body;
    bool const says_so_itself =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    if (out.body.empty() && !says_so_itself) out.headers.emplace("Content-Length", "0");
    return out;
}

} // namespace apibind::detail
