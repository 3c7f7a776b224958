// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

/// Host names and addresses, as they may stand in a URL.
namespace apibind::detail {

/// RFC 1123 section 2.1: letters, digits and inner hyphens, at most 63.
constexpr bool is_dns_label(std::string_view label) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    for (char c : label)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return false;
    return true;
}

/// A host name: labels, the last of which is no number (such a "name" is an address in disguise: "0x7f.1",
/// "2130706433").
constexpr bool is_host_name(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    std::string_view last;
    while (true) {
        auto const dot = host.find('.');
        last = host.substr(0, dot);
        if (!is_dns_label(last)) return false;
        if (dot == std::string_view::npos) break;
        host.remove_prefix(dot + 1);
    }
    bool digits = true;
    for (char c : last) digits = digits && c >= '0' && c <= '9';
    return !digits && !(last.size() >= 2 && last[0] == '0' && (last[1] == 'x' || last[1] == 'X'));
}

/// Four numbers up to 255 in their one decimal spelling (RFC 3986 section 3.2.2): some readers take "010" for 8.
constexpr bool is_ipv4_address(std::string_view text) {
    for (int part = 0; part != 4; ++part) {
        if (part != 0) {
            if (!text.starts_with('.')) return false;
            text.remove_prefix(1);
        }
        std::size_t size = 0;
        int number = 0;
        while (size != text.size() && size != 3 && text[size] >= '0' && text[size] <= '9')
            number = number * 10 + (text[size++] - '0');
        if (size == 0 || number > 255 || (size > 1 && text[0] == '0')) return false;
        text.remove_prefix(size);
    }
    return text.empty();
}

/// An IPv6 address without brackets and zone (RFC 3986 section 3.2.2).
constexpr bool is_ipv6_address(std::string_view text) {
    int groups = 0;
    bool shortened = false;
    if (text.starts_with("::")) {
        shortened = true;
        text.remove_prefix(2);
        if (text.empty()) return true;
    }
    while (true) {
        auto const colon = text.find(':');
        auto const group = text.substr(0, colon);
        if (colon == std::string_view::npos && group.find('.') != std::string_view::npos) {
            if (!is_ipv4_address(group)) return false;
            groups += 2;
            break;
        }
        if (group.empty() || group.size() > 4) return false;
        for (char c : group)
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) return false;
        ++groups;
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
        if (text.starts_with(':')) {
            if (shortened) return false;
            shortened = true;
            text.remove_prefix(1);
            if (text.empty()) break;
        }
    }
    return shortened ? groups < 8 : groups == 8;
}

/// An IPv6 address in brackets (RFC 3986 section 3.2.2) without them; any other text as it is.
constexpr std::string_view bare_host(std::string_view text) {
    if (text.size() < 2 || text.front() != '[' || text.back() != ']') return text;
    auto const inner = text.substr(1, text.size() - 2);
    return is_ipv6_address(inner) ? inner : text;
}

} // namespace apibind::detail
