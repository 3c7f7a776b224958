// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/host_name.hpp>
#include <apibind/transport.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

/// What transports refuse before they connect.
namespace apibind::detail {

/// A field value (RFC 9110 section 5.5): no CR, LF, NUL or other control character but the tab.
constexpr bool is_field_content(std::string_view text) noexcept {
    return is_printable_ascii(text) || std::all_of(text.begin(), text.end(), [](char c) {
               return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
           });
}
/// A host as it may stand in a Host field, a certificate and a message; an IPv6 address without brackets.
constexpr bool is_host(std::string_view host) noexcept {
    return is_ipv4_address(host) || is_host_name(host) || is_ipv6_address(host);
}

/// A text apart from the code of what is in order.
[[gnu::cold, gnu::noinline]] inline std::optional<std::string> reason(std::string_view text, std::string_view name = {},
                                                                      std::string_view rest = {}) {
    return std::string(text).append(name).append(rest);
}

/// Why this request cannot be sent as it is, or nothing. Says no value of a field.
inline std::optional<std::string> unsendable(http_request const& request, connection_options const& options) {
    static constexpr std::string_view own[]{"Host", "Content-Length", "Transfer-Encoding", "Connection",
                                            "Proxy-Authorization"};
    auto const& origin = request.origin;
    if (origin.scheme != "https" && origin.scheme != "http")
        return reason("the origin's scheme is neither https nor http");
    if (!is_host(origin.host)) return reason("the origin's host is neither a host name nor an IP address");
    if (origin.port == 0) return reason("the origin has no port");
    if (!request.target.starts_with('/')) return reason("the request target does not begin with a slash");
    if (!is_printable_ascii(request.target) || request.target.find(' ') != std::string::npos ||
        request.target.find('#') != std::string::npos)
        return reason("the request target has a space, '#', a control or a non-ASCII character: percent-encode it");
    for (auto const& field : request.fields) {
        if (!is_field_token(field.name))
            return reason("a field's name is empty or has a character that no field name may have");
        if (!is_field_content(field.value))
            return reason("the value of the field ", field.name, " has a line break or another control character");
        if (http_fields::is_one_of(field.name, own))
            return reason("the field ", field.name, " is the transport's to set");
    }
    if (request.body && request.source) return reason("the request has both a body and a source of its content");
    if (options.proxy) {
        if (options.connect_to) return reason("connect_to and proxy exclude each other: the proxy does the connecting");
        if (!is_host(options.proxy->host) || options.proxy->port == 0)
            return reason("the proxy's host or port is missing or wrong");
        if (options.proxy->user.empty() != options.proxy->password.empty())
            return reason("the proxy needs user and password, or neither");
        if (options.proxy->user.find(':') != std::string::npos) return reason("the proxy's user has a colon");
    }
    if (options.connect_to && !options.connect_to->unix_socket.empty()) {
        if (!options.connect_to->host.empty() || options.connect_to->port != 0)
            return reason("connect_to has a host or a port beside its unix_socket: give one or the other");
        if (options.connect_to->unix_socket.find('\0') != std::string::npos)
            return reason("connect_to's unix_socket has a NUL in its path");
    }
    if (options.connect_to && !options.connect_to->host.empty() && !is_host(options.connect_to->host))
        return reason("connect_to's host is neither a host name nor an IP address");
    return std::nullopt;
}

} // namespace apibind::detail
