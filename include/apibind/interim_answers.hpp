// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

/// Answers that a server may give before the final one (RFC 9110 section 15.2).
namespace apibind::detail::strict {

/// The status in a head that is complete; -1 where there is none.
inline int status_of(std::string_view head) noexcept {
    constexpr std::string_view before = "HTTP/1.1 ";
    if (head.size() < before.size() + 4 || head[before.size() - 1] != ' ') return -1;
    int out = 0;
    for (char const c : head.substr(before.size(), 3)) {
        if (c < '0' || c > '9') return -1;
        out = out * 10 + (c - '0');
    }
    char const behind = head[before.size() + 3];
    return behind == ' ' || behind == '\r' ? out : -1;
}
/// Whether another head follows for the same request; after 101 none does.
constexpr bool is_interim(int status) noexcept {
    return status / 100 == 1 && status != 101;
}

/// Whether what came may all be interim answers, so that the server still wants the rest of the request.
inline bool may_be_interim(std::string_view came) noexcept {
    constexpr std::size_t longest_line_begin = 13, most = 64u << 10;
    if (came.size() > most) return false;
    while (came.size() >= longest_line_begin) {
        if (!is_interim(status_of(came))) return false;
        auto const end = came.find("\r\n\r\n");
        if (end == std::string_view::npos) return true;
        came.remove_prefix(end + 4);
    }
    return true;
}

} // namespace apibind::detail::strict
