// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_connection.hpp>
#include <apibind/host_name.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace apibind::detail::strict {

/// A host as it may stand in a Host field, a certificate and a message.
constexpr bool is_host(std::string_view host) noexcept {
    return is_host_name(host) || is_ipv4_address(host) || is_ipv6_address(host);
}
/// A field name (RFC 9110 section 5.1).
constexpr bool is_field_name(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}
/// A field value (RFC 9110 section 5.5): no CR, LF, NUL or other control character but the tab.
constexpr bool is_field_content(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); });
}

/// Why this request cannot be sent as it is, or nothing. Says no value of a field.
inline std::optional<std::string> unsendable(http_request const& request, connection_options const& options) {
    auto const& origin = request.origin;
    if (origin.scheme != "https" && origin.scheme != "http") return "the origin's scheme is neither https nor http";
    if (!is_host(origin.host)) return "the origin's host is neither a host name nor an IP address";
    if (origin.port == 0) return "the origin has no port";
    if (!request.target.starts_with('/')) return "the request target does not begin with a slash";
    if (!std::all_of(request.target.begin(), request.target.end(),
                     [](char c) { return c > ' ' && c < 0x7f && c != '#'; }))
        return "the request target has a space, '#', a control or a non-ASCII character: percent-encode it";
    for (auto const& field : request.fields) {
        if (!is_field_name(field.name)) return "a field's name is empty or has a character that no field name may have";
        if (!is_field_content(field.value))
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

/// A content up to this size goes out together with the head; a larger one is not copied.
constexpr std::size_t copied_content = 16u << 10;

/// The request's bytes up to the content: Host, the fields as given, then what the transport adds.
inline void write_head(std::string& out, http_request const& request, connection const& peer) {
    // A proxy is told the whole URL, unless it only passes on what TLS hides (RFC 9112 section 3.2.2).
    bool const is_for_proxy = peer.options().proxy && !request.origin.is_secure();
    bool const has_content_by_nature =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    out.clear();
    out.reserve(1u << 10);
    out.append(to_string(request.method)).append(" ");
    if (is_for_proxy) out.append("http://").append(peer.authority());
    out.append(request.target).append(" HTTP/1.1\r\nHost: ").append(peer.authority()).append("\r\n");
    for (auto const& field : request.fields) out.append(field.name).append(": ").append(field.value).append("\r\n");
    if (!request.fields.find("Accept-Encoding")) out += "Accept-Encoding: gzip\r\n";
    if (request.body || has_content_by_nature)
        out.append("Content-Length: ").append(std::to_string(request.body ? request.body->size() : 0)).append("\r\n");
    if (is_for_proxy) out += peer.proxy_authorization();
    out += "\r\n";
}

} // namespace apibind::detail::strict
