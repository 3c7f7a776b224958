// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/pair_names.hpp>
#include <apibind/percent_encoding.hpp>

#include <string>
#include <string_view>
#include <utility>

/// Lists, structs and maps in a URL.
namespace apibind::detail {

/// Visits the pairs of a map or a struct whose keys or members are the names of pairs, as `{?value*}` has them. What is
/// in them is named by the way to it: `created[gte]`.
inline build_fault visit_exploded(node const& type, void const* value, list_names lists, pair_visitor const& to) {
    if (type.form == shape::object) {
        auto const& table = *type.object;
        for (std::size_t i = 0; i != table.count; ++i) {
            auto const& m = table.members[i];
            std::string name(m.name());
            if (auto fault = visit_pairs(*m.type, table.at(m, value), name, lists, to)) return fault;
        }
        return {};
    }
    struct visiting {
        node const* value;
        list_names lists;
        pair_visitor const& to;
        build_fault fault{};
    } context{type.as<map_table>().value, lists, to};
    if (type.as<map_table>().size(value) == 0) return "it must not be empty: it stands in the URL";
    type.as<map_table>().each(value, &context, [](void* c, std::string_view key, void const* item) {
        auto& v = *static_cast<visiting*>(c);
        std::string name(key);
        if (name.empty())
            v.fault = key.data() ? "it has an empty key" : "it has a key that no enumerator has";
        else if (count_characters(name) < 0)
            v.fault = "it has a key that is not UTF-8";
        else
            v.fault = visit_pairs(*v.value, item, name, v.lists, v.to);
        return !v.fault.has_value();
    });
    return std::move(context.fault);
}

} // namespace apibind::detail
