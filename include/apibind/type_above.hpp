// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace apibind::detail {

/// The types that a walk through a type is within: a recursive one comes back to one of them.
struct type_above {
    std::uint64_t type; ///< type_hash; 0 of one without a name, which comes back by way of others only
    type_above const* before;

    static constexpr bool has(type_above const* innermost, std::uint64_t type) {
        for (auto const* l = innermost; l && type != 0; l = l->before)
            if (l->type == type) return true;
        return false;
    }
};

} // namespace apibind::detail
