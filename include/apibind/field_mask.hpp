// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/joined.hpp>
#include <apibind/type_table.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace apibind {
namespace detail {

inline bool append_mask(object_table const& table, void const* self, std::string const& before,
                        joined<std::string>& out) {
    bool any = false;
    for (std::size_t i = 0; i != table.count; ++i) {
        auto const& m = table.members[i];
        node const* type = m.type;
        void const* held = table.at(m, self);
        while (held && (type->form == shape::optional || type->form == shape::nullable)) {
            auto const& optional = type->as<optional_table>();
            if (!optional.get(held) && optional.is_null && optional.is_null(held)) break; // null is what it is set to
            held = optional.get(held);
            type = type->inner;
        }
        if (!held) continue;
        any = true;
        auto const name = before + std::string(m.name());
        if (type->form != shape::object || !append_mask(*type->object, held, name + ".", out)) out.push_back(name);
    }
    return any;
}

} // namespace detail

/// The wire names of the members of a described struct that have a value or are null, as PATCH requests of Google's
/// APIs want them in `updateMask`: `{"displayName":"x","labels":{...}}` is `displayName,labels`. Of a struct within,
/// its own members are named: `address.city`; one without any, by itself. Made to be assigned in `derive`:
///
///     derived<joined<std::string>> update_mask;
///     static void derive(request& r) { r.update_mask = apibind::field_mask(r.contact.value()); }
///
/// Additional members are not named.
template <class T>
joined<std::string> field_mask(T const& value) {
    static_assert(detail::described_struct<T>, "apibind: a field mask is that of a described struct: give one");
    joined<std::string> out;
    detail::append_mask(detail::object_table_of<T>, &value, {}, out);
    return out;
}

} // namespace apibind
