// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_reader.hpp>
#include <apibind/json_text.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/redaction.hpp>
#include <apibind/type_node.hpp>
#include <apibind/url_expansion.hpp>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

/// Secrets masked in a value that was read from an answer: plain code over tables.
namespace apibind::detail {

/// In a number fewer digits of a secret are chance.
inline constexpr std::size_t least_digits_of_a_secret = 6;

/// A well-formed JSON text with its strings masked, and with 0 for numbers that show a secret. Keys are masked down to
/// that depth, and stay different from each other.
inline std::string masked_json(std::string_view json, redaction const& secrets, std::size_t deepest_key) {
    std::string out;
    std::size_t depth = 0, masked_keys = 0;
    for (std::size_t i = 0; i < json.size();) {
        auto const begin = i;
        char const c = json[i];
        if (c == '"') {
            for (++i; json[i] != '"'; ++i)
                if (json[i] == '\\') ++i;
            ++i;
            auto const text = unescaped(json.substr(begin + 1, i - begin - 2));
            auto const behind = json.find_first_not_of(" \t\r\n", i);
            bool const is_key = behind != std::string_view::npos && json[behind] == ':';
            auto masked = secrets.apply(text);
            if (masked == text || (is_key && depth > deepest_key)) {
                out += json.substr(begin, i - begin);
                continue;
            }
            if (is_key && masked_keys++ != 0) masked += " " + std::to_string(masked_keys);
            out += '"';
            for (char one : masked)
                if (one == '"' || one == '\\' || octet(one) < 0x20)
                    append_escape(out, one);
                else
                    out += one;
            out += '"';
        } else if (c == '-' || is_digit(c)) {
            while (i != json.size() && (is_digit(json[i]) || std::string_view("+-.eE").find(json[i]) != json.npos)) ++i;
            auto const number = json.substr(begin, i - begin);
            out += secrets.hidden_in(number) >= least_digits_of_a_secret ? "0" : number;
        } else {
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            out += c;
            ++i;
        }
    }
    return out;
}

/// Masks by way of the value's JSON, as its codec or its map writes and reads it.
inline bool mask_by_json(node const& type, void* self, redaction const& secrets, std::size_t deepest_key) {
    std::string json;
    if (write_json(type, self, json)) return false;
    auto const masked = masked_json(json, secrets, deepest_key);
    if (masked == json) return true;
    for (std::string_view const text : {std::string_view(masked), std::string_view("null"), std::string_view("\"\""),
                                        std::string_view("0"), std::string_view("[]"), std::string_view("{}")})
        if (!read_json(type, self, text, {}, nullptr)) return true;
    return false;
}

/// Masks every string of a value, the keys of its maps included; a number that shows a secret becomes 0. False where
/// something could not be looked at or changed.
inline bool mask_value(node const& type, void* self, redaction const& secrets) {
    struct visitor {
        node const* type;
        redaction const* secrets;
        bool done = true;
        bool has_key = false;           // that is to be masked
        void visit(void const* value) { // which belongs to an object that may be changed
            done = mask_value(*type, const_cast<void*>(value), *secrets) && done;
        }
    };
    switch (type.form) {
    case shape::string: secrets.mask(*static_cast<std::string*>(self)); return true;
    case shape::signed_integer:
    case shape::unsigned_integer:
    case shape::floating: {
        std::string text;
        append_text(type, self, text);
        if (secrets.hidden_in(text) >= least_digits_of_a_secret) std::memset(self, 0, type.width);
        return true;
    }
    case shape::open_enumeration: {
        auto const& table = type.as<open_enum_table>();
        std::string wire(table.wire(self));
        if (table.known->find(wire)) return true; // the program's own word
        auto const masked = secrets.apply(wire);
        if (masked != wire) table.assign(self, masked);
        return true;
    }
    case shape::optional:
    case shape::nullable: {
        void const* const value = type.as<optional_table>().get(self);
        return !value || mask_value(*type.inner, const_cast<void*>(value), secrets);
    }
    case shape::list: {
        visitor all{type.inner, &secrets};
        type.as<list_table>().each(self, &all, [](void* context, void const* element) {
            static_cast<visitor*>(context)->visit(element);
            return true;
        });
        return all.done;
    }
    case shape::array: {
        auto const& table = type.as<array_table>();
        bool done = true;
        for (std::size_t i = 0; i != table.count; ++i)
            done = mask_value(*table.element, static_cast<char*>(self) + i * table.stride, secrets) && done;
        return done;
    }
    case shape::map: {
        visitor all{type.inner, &secrets};
        type.as<map_table>().each(self, &all, [](void* context, std::string_view key, void const* value) {
            auto& self_ = *static_cast<visitor*>(context);
            self_.visit(value);
            self_.has_key = self_.has_key || self_.secrets->hidden_in(key) != 0;
            return true;
        });
        if (!all.has_key || type.as<map_table>().keys) return all.done;
        return mask_by_json(type, self, secrets, 1) && all.done;
    }
    case shape::object: {
        bool done = true;
        auto const& table = *type.object;
        for (std::size_t i = 0; i != table.count; ++i)
            done = mask_value(*table.members[i].type, table.at(table.members[i], self), secrets) && done;
        return done;
    }
    case shape::alternatives: {
        auto const& table = *type.alternatives;
        auto const index = table.index(self);
        return index >= table.count || mask_value(*table.entries[index], const_cast<void*>(table.get(self)), secrets);
    }
    case shape::foreign: return mask_by_json(type, self, secrets, static_cast<std::size_t>(-1));
    case shape::unsupported:
    case shape::boolean:
    case shape::string_view: // is never read
    case shape::enumeration: // the program's own words
    case shape::bits:
    case shape::null:
    case shape::nothing: return true;
    }
    return true;
}

} // namespace apibind::detail
