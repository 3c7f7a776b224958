// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp> // before nullable.hpp, or -Wshadow would see two nulls

#include <apibind/http_fields.hpp>
#include <apibind/json_expectation.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_text.hpp>
#include <apibind/type_node.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Header fields as typed members, by their tables.
namespace apibind::detail {

/// All of a text as a number.
template <class T>
bool number_from(std::string_view text, void* into) {
    T number{};
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (wrong != std::errc() || end != text.data() + text.size() || text.empty()) return false;
    *static_cast<T*>(into) = number;
    return true;
}
template <class I8, class I16, class I32, class I64>
bool integer_from(std::size_t width, std::string_view text, void* into) {
    switch (width) {
    case 1: return number_from<I8>(text, into);
    case 2: return number_from<I16>(text, into);
    case 4: return number_from<I32>(text, into);
    default: return number_from<I64>(text, into);
    }
}

/// The value of a field as one of a scalar type; false where it is none.
inline bool read_field_text(node const& type, std::string_view text, void* into) {
    switch (type.form) {
    case shape::string: static_cast<std::string*>(into)->assign(text); return true;
    case shape::boolean: {
        bool const yes = text == "true" || text == "1";
        *static_cast<bool*>(into) = yes;
        return yes || text == "false" || text == "0";
    }
    case shape::signed_integer:
        return integer_from<std::int8_t, std::int16_t, std::int32_t, std::int64_t>(type.width, text, into);
    case shape::unsigned_integer:
        return integer_from<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>(type.width, text, into);
    case shape::floating:
        return type.width == sizeof(float) ? number_from<float>(text, into) : number_from<double>(text, into);
    case shape::optional:
    case shape::nullable: return read_field_text(*type.inner, text, type.as<optional_table>().emplace(into));
    case shape::alternatives:
        for (std::size_t i = 0; i != type.alternatives->count; ++i)
            if (read_field_text(*type.alternatives->entries[i], text, type.alternatives->emplace(into, i))) return true;
        return false;
    case shape::enumeration:
    case shape::open_enumeration:
    case shape::foreign: {
        std::string quoted;
        append_quoted(quoted, text);
        return !read_json(type, into, quoted, {}, nullptr) ||
               (type.form == shape::foreign && !read_json(type, into, text, {}, nullptr));
    }
    default: return false;
    }
}

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
                    !read_field_text(*one.type->inner, field.value, list.append(place)))
                    return unreadable(field.value);
            continue;
        }
        auto const value = fields.find(one.name());
        if (!value) {
            if (one.may_be_absent) continue;
            return decode_error{decode_reason::missing, path, expectation(*one.type), "no such field", 0};
        }
        if (read_field_text(*one.type, *value, place)) continue;
        if (!one.may_be_absent || strict) return unreadable(*value);
        one.type->as<optional_table>().reset(place);
        if (notes) notes->push_back({path, "is none that its type takes"});
    }
    return std::nullopt;
}

} // namespace apibind::detail
