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

/// The bytes that are `low` to `high`, which are ASCII.
constexpr std::uint64_t bytes_between(std::uint64_t bytes, unsigned char low, unsigned char high) {
    auto const sevens = bytes & ~high_bits;
    return (sevens + in_each_byte(static_cast<unsigned char>(0x80 - low))) &
           ~(sevens + in_each_byte(static_cast<unsigned char>(0x7f - high))) & ~bytes & high_bits;
}

/// How many bytes `holds` is true of, from the beginning of a text on: all of them, or as many as were looked at when
/// it was not, eight at a time. The last eight are looked at whole, some of them twice. None of a constant or a shorter
/// text.
template <class Holds>
constexpr std::size_t held_bytes(std::string_view text, Holds holds) {
    std::uint64_t bytes = 0;
    if (std::is_constant_evaluated() || text.size() < sizeof bytes) return 0;
    std::size_t const last = text.size() - sizeof bytes;
    std::size_t i = 0;
    for (; i < last; i += sizeof bytes) {
        std::memcpy(&bytes, text.data() + i, sizeof bytes);
        if (!holds(bytes)) return i;
    }
    std::memcpy(&bytes, text.data() + last, sizeof bytes);
    return holds(bytes) ? text.size() : i;
}

} // namespace apibind::detail
