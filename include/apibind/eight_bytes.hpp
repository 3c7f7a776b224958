// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

/// Texts eight bytes at a time. The masks have the highest bit of each byte set for which the answer is yes.
namespace apibind::detail {

constexpr std::uint64_t in_each_byte(unsigned char byte) {
    return std::uint64_t{0x0101'0101'0101'0101} * byte;
}
inline constexpr std::uint64_t high_bits = in_each_byte(0x80);

/// The bytes, none of them above 0x7F, that are `low` to `high`.
constexpr std::uint64_t bytes_between(std::uint64_t bytes, unsigned char low, unsigned char high) {
    return (bytes + in_each_byte(static_cast<unsigned char>(0x80 - low))) &
           ~(bytes + in_each_byte(static_cast<unsigned char>(0x7f - high))) & high_bits;
}

/// Whether `holds` is true of all bytes of a text, which has eight at least: the last eight are looked at whole, and
/// some of them twice. Of a constant text or a shorter one it says false.
template <class Holds>
constexpr bool holds_of_eights(std::string_view text, Holds holds) {
    std::uint64_t bytes = 0;
    if (std::is_constant_evaluated() || text.size() < sizeof bytes) return false;
    auto const* const last = text.data() + text.size() - sizeof bytes;
    for (auto const* at = text.data(); at < last; at += sizeof bytes) {
        std::memcpy(&bytes, at, sizeof bytes);
        if (!holds(bytes)) return false;
    }
    std::memcpy(&bytes, last, sizeof bytes);
    return holds(bytes);
}

} // namespace apibind::detail
