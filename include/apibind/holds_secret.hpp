// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/type_above.hpp>
#include <apibind/type_node.hpp>

#include <cstddef>

namespace apibind::detail {

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
    case shape::alternatives: {
        if (type_above::has(above, type.alternatives->type)) return false;
        type_above const here{type.alternatives->type, above};
        for (std::size_t i = 0; i != type.alternatives->count; ++i)
            if (holds_secret(*type.alternatives->entries[i], &here)) return true;
        return false;
    }
    case shape::tagged:
    case shape::keyed: {
        if (type_above::has(above, type.choices->type)) return false;
        type_above const here{type.choices->type, above};
        for (std::size_t i = 0; i != type.choices->count; ++i)
            if (holds_secret(*type.choices->entries[i].type, &here)) return true;
        return false;
    }
    default: return false;
    }
}

} // namespace apibind::detail
