// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/eight_bytes.hpp>
#include <apibind/hexadecimal.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace apibind::detail {

/// RFC 3986 section 2.3.
constexpr bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// Everything but unreserved characters as %XX (RFC 3986 section 2.1): the text is then one segment or one query value.
inline void append_percent_encoded(std::string& out, std::string_view text) {
    for (char const c : text) {
        if (is_unreserved(c))
            out += c;
        else
            append_hex(out += '%', {&c, 1}, upper_hex_digits);
    }
}

/// The length of the UTF-8 sequence at `i` (RFC 3629), or 0 where there is none.
constexpr std::size_t utf8_sequence(std::string_view text, std::size_t i) {
    auto byte = [&](std::size_t k) -> unsigned { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    auto tail = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
    unsigned const b = byte(i);
    if (b < 0x80) return 1;
    if (b >= 0xC2 && b <= 0xDF) return tail(i + 1) ? 2 : 0;
    if (b >= 0xE0 && b <= 0xEF) {
        if (!tail(i + 1) || !tail(i + 2)) return 0;
        if (b == 0xE0 && byte(i + 1) < 0xA0) return 0;
        if (b == 0xED && byte(i + 1) > 0x9F) return 0;
        return 3;
    }
    if (b >= 0xF0 && b <= 0xF4) {
        if (!tail(i + 1) || !tail(i + 2) || !tail(i + 3)) return 0;
        if (b == 0xF0 && byte(i + 1) < 0x90) return 0;
        if (b == 0xF4 && byte(i + 1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

/// The number of characters (code points) of a text, or -1 where it is not UTF-8.
constexpr long long count_characters(std::string_view text) {
    auto i = held_bytes(text, [](std::uint64_t bytes) { return (bytes & high_bits) == 0; }); // most are ASCII
    auto n = static_cast<long long>(i);
    for (; i < text.size(); ++n) {
        std::size_t const size = utf8_sequence(text, i);
        if (size == 0) return -1;
        i += size;
    }
    return n;
}

/// Whether the UTF-8 sequence at `i` moves what a person sees: it ends a line, or turns or hides the text around it
/// (Unicode's line and paragraph separators, bidirectional controls, invisible characters that join nothing).
constexpr bool is_misleading(std::string_view text, std::size_t i, std::size_t size) {
    if (size != 3) return false;
    auto byte = [&](std::size_t k) -> unsigned { return static_cast<unsigned char>(text[i + k]); };
    unsigned const point = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    return point == 0x200B || point == 0x200E || point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

/// The text for a line that a person reads: '?' for what is no printable character (control characters, no UTF-8) or
/// would mislead him about the others.
inline std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const size = utf8_sequence(text, i);
        auto const byte = static_cast<unsigned char>(text[i]);
        bool const control = byte < 0x20 || byte == 0x7f ||
                             (byte == 0xC2 && size == 2 && static_cast<unsigned char>(text[i + 1]) < 0xA0);
        if (size == 0 || control || is_misleading(text, i, size))
            out += '?';
        else
            out += text.substr(i, size);
        i += size == 0 ? 1 : size;
    }
    return out;
}

constexpr bool has_control_character(std::string_view text) {
    for (char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
    return false;
}

} // namespace apibind::detail
