// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

/// Integers and enumerators, of which only the width is known.
namespace apibind::detail {

template <class Integer>
Integer load(void const* from) {
    Integer value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
inline std::uint64_t load_unsigned(void const* from, std::size_t width) {
    switch (width) {
    case 1: return load<std::uint8_t>(from);
    case 2: return load<std::uint16_t>(from);
    case 4: return load<std::uint32_t>(from);
    default: return load<std::uint64_t>(from);
    }
}
inline std::int64_t load_signed(void const* from, std::size_t width) {
    switch (width) {
    case 1: return load<std::int8_t>(from);
    case 2: return load<std::int16_t>(from);
    case 4: return load<std::int32_t>(from);
    default: return load<std::int64_t>(from);
    }
}

} // namespace apibind::detail
