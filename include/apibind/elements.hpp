// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/type_table.hpp>

#include <cstddef>

/// The elements of a value, whatever it keeps them in.
namespace apibind::detail {

/// Calls `visit(type, element)` for each element of a list, an array, bits or a joined list until it returns false.
template <class Visit>
void for_each_element(node const& type, void const* value, Visit visit) {
    auto const visit_one = [&](void const* element) -> bool { return visit(*type.inner, element); };
    switch (type.form) {
    case shape::list: type.as<list_table>().visit_each(value, visit_one); return;
    case shape::joined: type.as<joined_table>().list->visit_each(value, visit_one); return;
    case shape::array: {
        auto const& table = type.as<array_table>();
        for (std::size_t i = 0; i != table.count; ++i)
            if (!visit(*type.inner, static_cast<char const*>(value) + i * table.stride)) return;
        return;
    }
    case shape::bits: {
        auto const& table = type.as<bits_table>();
        for (std::size_t i = 0, n = table.size(value); i != n; ++i) {
            bool const bit = table.at(value, i);
            if (!visit(node_of<bool>, &bit)) return;
        }
        return;
    }
    default: return;
    }
}

} // namespace apibind::detail
