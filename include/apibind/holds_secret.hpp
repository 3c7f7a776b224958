// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/type_node.hpp>

#include <cstddef>
#include <cstdint>

namespace apibind::detail {

/// The types that a walk through a type is within: a recursive one comes back to one of them.
struct type_above {
    std::uint64_t type; ///< type_hash
    type_above const* before;

    static constexpr bool has(type_above const* innermost, std::uint64_t type) {
        for (auto const* l = innermost; l; l = l->before)
            if (l->type == type) return true;
        return false;
    }
};

/// Whether a value of the type may hold a secret. What a codec writes is not known.
constexpr bool holds_secret(node const& type, type_above const* above = nullptr) {
    switch (type.form) {
    case shape::text: return type.is_secret;
    case shape::optional:
    case shape::nullable:
    case shape::list:
    case shape::array:
    case shape::map:
    case shape::joined:
    case shape::in_string:
    case shape::described: return holds_secret(*type.inner, above);
    case shape::object: {
        if (type_above::has(above, type.object->type)) return false;
        type_above const here{type.object->type, above};
        for (std::size_t i = 0; i != type.object->all; ++i)
            if (holds_secret(*type.object->members[i].type, &here)) return true;
        return false;
    }
    case shape::alternatives:
        for (std::size_t i = 0; i != type.alternatives->count; ++i)
            if (holds_secret(*type.alternatives->entries[i], above)) return true;
        return false;
    case shape::tagged:
    case shape::keyed:
        for (std::size_t i = 0; i != type.choices->count; ++i)
            if (holds_secret(*type.choices->entries[i].type, above)) return true;
        return false;
    default: return false;
    }
}

} // namespace apibind::detail
