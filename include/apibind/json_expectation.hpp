// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_number.hpp>
#include <apibind/json_text.hpp>
#include <apibind/type_table.hpp>

#include <cstddef>
#include <string>

/// What a type takes: which kinds of JSON, and how a message says so.
namespace apibind::detail {

/// What a type wants to see, for a person: "an integer", "a string or null".
inline std::string expectation(node const& n) {
    switch (n.form) {
    case shape::boolean: return "a boolean";
    case shape::signed_integer:
    case shape::unsigned_integer: return "an integer";
    case shape::floating: return "a number";
    case shape::string:
    case shape::enumeration:
    case shape::open_enumeration: return "a string";
    case shape::optional:
    case shape::nullable: return expectation(*n.inner) + " or null";
    case shape::list:
        if (n.single) return expectation(*n.inner) + " or an array";
        return "an array";
    case shape::bits: return n.single ? "a boolean or an array" : "an array";
    case shape::array: {
        auto const count = n.as<array_table>().count;
        return "an array of " + std::to_string(count) + (count == 1 ? " element" : " elements");
    }
    case shape::map:
    case shape::object: return "an object";
    case shape::null: return "null";
    case shape::foreign: return "a value";
    case shape::text: return std::string(n.as<text_table>().expected);
    case shape::bytes:
    case shape::joined:
    case shape::in_string: return "a string";
    case shape::described: return expectation(*n.inner);
    case shape::tagged:
    case shape::keyed: return "an object";
    case shape::alternatives: {
        std::string out;
        for (std::size_t i = 0; i != n.alternatives->count; ++i) {
            auto const one = expectation(*n.alternatives->entries[i]);
            if (n.alternatives->entries[i]->form == shape::nothing ||
                (" or " + out + " or ").find(" or " + one + " or ") != out.npos)
                continue;
            out.append(out.empty() ? "" : " or ").append(one);
        }
        return out;
    }
    case shape::nothing: return "nothing: everything is never read";
    case shape::string_view: return "nothing: a string_view is only written";
    case shape::file:
    case shape::unsupported: break;
    }
    return "nothing: this type has no JSON";
}

/// The first few of `count` names: `"a", "b" or 3 more`.
template <class NameOf>
std::string spell_names(std::size_t count, NameOf name_of) {
    constexpr std::size_t most = 8;
    std::string out = count == 1 ? "" : "one of ";
    std::size_t const shown = count <= most ? count : most;
    for (std::size_t i = 0; i != shown; ++i) {
        if (i != 0) out.append(i + 1 == count ? " or " : ", ");
        append_quoted(out, name_of(i));
    }
    if (shown != count) out.append(" or ").append(std::to_string(count - shown)).append(" more");
    return out;
}
inline std::string spell_names(enum_table const& table) {
    return spell_names(table.count, [&](std::size_t i) { return table.entries[i].name; });
}

/// Which first bytes a value of this type may have: JSON's kinds as bits.
enum json_kinds : unsigned {
    kind_null = 1,
    kind_boolean = 2,
    kind_number = 4,
    kind_string = 8,
    kind_array = 16,
    kind_object = 32
};

inline unsigned kinds_of(node const& n) {
    switch (n.form) {
    case shape::boolean: return kind_boolean;
    case shape::signed_integer:
    case shape::unsigned_integer:
    case shape::floating: return kind_number;
    case shape::string:
    case shape::enumeration:
    case shape::open_enumeration: return kind_string;
    case shape::optional:
    case shape::nullable: return unsigned{kind_null} | kinds_of(*n.inner);
    case shape::list: return n.single ? unsigned{kind_array} | kinds_of(*n.inner) : unsigned{kind_array};
    case shape::bits: return n.single ? unsigned{kind_array} | kind_boolean : unsigned{kind_array};
    case shape::array: return kind_array;
    case shape::map:
    case shape::object: return kind_object;
    case shape::null: return kind_null;
    case shape::foreign: return ~0u;
    case shape::text: return n.as<text_table>().is_number ? kind_number : kind_string;
    case shape::bytes:
    case shape::joined: return kind_string;
    case shape::in_string: return unsigned{kind_string} | (kinds_of(*n.inner) & (kind_boolean | kind_number));
    case shape::described: return kinds_of(*n.inner);
    case shape::tagged:
    case shape::keyed: return kind_object;
    case shape::alternatives: {
        unsigned out = 0;
        for (std::size_t i = 0; i != n.alternatives->count; ++i) out |= kinds_of(*n.alternatives->entries[i]);
        return out;
    }
    case shape::file:
    case shape::unsupported:
    case shape::string_view:
    case shape::nothing: break;
    }
    return 0;
}
inline unsigned kind_at(char const* p) {
    switch (*p) {
    case 'n': return kind_null;
    case 't':
    case 'f': return kind_boolean;
    case '"': return kind_string;
    case '[': return kind_array;
    case '{': return kind_object;
    default: return *p == '-' || is_digit(*p) ? unsigned{kind_number} : 0;
    }
}

} // namespace apibind::detail
