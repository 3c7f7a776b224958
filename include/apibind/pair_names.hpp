// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace apibind {

/// How pairs name the elements of a list that stands in a struct or map:
///
///     static constexpr auto query_lists = apibind::bracketed;
enum class list_names : std::uint8_t {
    indexed,   ///< `filter[tags][0]=a&filter[tags][1]=b`
    bracketed, ///< `filter[tags][]=a&filter[tags][]=b`
    repeated,  ///< `filter[tags]=a&filter[tags]=b`
};
inline constexpr list_names indexed = list_names::indexed;
inline constexpr list_names bracketed = list_names::bracketed;
inline constexpr list_names repeated = list_names::repeated;

} // namespace apibind
