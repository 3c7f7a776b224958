// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

/// Bytes in base 16 (RFC 4648 section 8).
namespace apibind::detail {

inline constexpr char lower_hex_digits[] = "0123456789abcdef";
inline constexpr char upper_hex_digits[] = "0123456789ABCDEF";

inline void append_hex(std::string& out, std::string_view bytes, char const (&digits)[17] = lower_hex_digits) {
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        (out += digits[byte >> 4]) += digits[byte & 15];
    }
}
inline std::string hex_of(std::string_view bytes) {
    std::string out;
    append_hex(out, bytes);
    return out;
}

/// The value of one digit, or -1.
constexpr int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

} // namespace apibind::detail
