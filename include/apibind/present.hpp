// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/type_node.hpp>

namespace apibind::detail {

/// The value behind optionals and alternatives, or null where there is none to write; `type` becomes its own.
inline void const* present(node const*& type, void const* value) {
    while (value) {
        switch (type->form) {
        case shape::optional:
        case shape::nullable:
            value = type->as<optional_table>().get(value);
            type = type->inner;
            break;
        case shape::alternatives: {
            auto const& table = *type->alternatives;
            auto const index = table.index(value);
            if (index >= table.count) return nullptr;
            value = table.get(value);
            type = table.entries[index];
            break;
        }
        case shape::nothing:
        case shape::null: return nullptr;
        default: return value;
        }
    }
    return nullptr;
}

} // namespace apibind::detail
