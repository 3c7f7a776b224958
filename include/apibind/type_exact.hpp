// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace apibind::detail {

/// Types so common that the reader and the writer know them, and call nothing by pointer for them; behind those the
/// forms that are as common, so that one look at a node is enough.
enum class exact : std::uint8_t {
    none,
    boolean,
    int32,
    int64,
    float64,
    string,
    optional_int64,
    optional_float64,
    optional_string,
    strings,  ///< std::vector<std::string>
    unrolled, ///< an object that has code of its own
    object,
    list, ///< of other elements
    open_enumeration,
};

template <class T>
constexpr exact exact_type() {
    if constexpr (std::same_as<T, bool>)
        return exact::boolean;
    else if constexpr (std::same_as<T, std::int32_t>)
        return exact::int32;
    else if constexpr (std::same_as<T, std::int64_t>)
        return exact::int64;
    else if constexpr (std::same_as<T, double>)
        return exact::float64;
    else if constexpr (std::same_as<T, std::string>)
        return exact::string;
    else if constexpr (std::same_as<T, std::optional<std::int64_t>>)
        return exact::optional_int64;
    else if constexpr (std::same_as<T, std::optional<double>>)
        return exact::optional_float64;
    else if constexpr (std::same_as<T, std::optional<std::string>>)
        return exact::optional_string;
    else if constexpr (std::same_as<T, std::vector<std::string>>)
        return exact::strings;
    else
        return exact::none;
}

} // namespace apibind::detail
