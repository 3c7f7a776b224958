// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp> // before nullable.hpp, or -Wshadow would see two nulls

#include <apibind/http_fields.hpp>
#include <apibind/json_expectation.hpp>
#include <apibind/json_text.hpp>
#include <apibind/text_values.hpp>
#include <apibind/type_node.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Header fields as typed members, by their tables.
namespace apibind::detail {

/// Fields into a described struct. An optional member whose field does not read stays absent, which is noted; in strict
/// reading it is an error, as it is of any other member.
inline std::optional<decode_error> read_fields(node const& type, http_fields const& fields, void* into, bool strict,
                                               std::vector<note>* notes) {
    auto const& table = *type.object;
    for (std::size_t i = 0; i != table.count; ++i) {
        auto const& one = table.members[i];
        auto* const place = table.at(one, into);
        auto const path = "field " + std::string(one.name());
        auto const unreadable = [&](std::string_view value) {
            std::string found = "the text ";
            append_quoted(found, value.substr(0, 40));
            return decode_error{decode_reason::wrong_type, path, expectation(*one.type), std::move(found), 0};
        };
        if (one.type->form == shape::list) {
            auto const& list = one.type->as<list_table>();
            list.clear(place);
            for (auto const& field : fields)
                if (http_fields::same_name(field.name, one.name()) &&
                    !read_text(*one.type->inner, list.append(place), field.value))
                    return unreadable(field.value);
            continue;
        }
        auto const value = fields.find(one.name());
        if (!value) {
            if (one.may_be_absent) continue;
            return decode_error{decode_reason::missing, path, expectation(*one.type), "no such field", 0};
        }
        if (read_text(*one.type, place, *value)) continue;
        if (!one.may_be_absent || strict) return unreadable(*value);
        one.type->as<optional_table>().reset(place);
        if (notes) notes->push_back({path, "is none that its type takes"});
    }
    return std::nullopt;
}

} // namespace apibind::detail
