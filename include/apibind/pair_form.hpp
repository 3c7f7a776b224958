// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/list_names.hpp>
#include <apibind/type_above.hpp>
#include <apibind/type_node.hpp>

#include <cstddef>
#include <cstdint>

/// What has a form as the pairs of pair_names.hpp.
namespace apibind::detail {

/// Whether a type has a form in pairs. Lists that are not indexed hold only what is one text each.
constexpr bool has_pairs(node const& type, list_names lists, bool in_list = false) {
    struct finder {
        list_names lists;
        constexpr bool visit(node const& t, bool inside, type_above const* above) const {
            bool const one_text_only = inside && lists != list_names::indexed;
            switch (t.form) {
            case shape::optional:
            case shape::nullable: return visit(*t.inner, inside, above);
            case shape::list:
            case shape::array: return !one_text_only && visit(*t.inner, true, above);
            case shape::bits: return !one_text_only;
            case shape::map: return !one_text_only && visit(*t.inner, false, above);
            case shape::alternatives: {
                if (type_above::has(above, t.alternatives->type)) return true;
                type_above const here{t.alternatives->type, above};
                for (std::size_t i = 0; i != t.alternatives->count; ++i)
                    if (!visit(*t.alternatives->entries[i], inside, &here)) return false;
                return true;
            }
            case shape::object:
                if (one_text_only) return false;
                if (type_above::has(above, t.object->type)) return true;
                {
                    type_above const here{t.object->type, above};
                    for (std::size_t i = 0; i != t.object->count; ++i)
                        if (!visit(*t.object->members[i].type, false, &here)) return false;
                }
                return true;
            case shape::file:
            case shape::unsupported: return false;
            default: return true;
            }
        }
    };
    return finder{lists}.visit(type, in_list, nullptr);
}

} // namespace apibind::detail
