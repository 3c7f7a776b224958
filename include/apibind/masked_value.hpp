// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_text.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/present.hpp>
#include <apibind/redaction.hpp>
#include <apibind/text_values.hpp>
#include <apibind/type_node.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

/// Secrets masked in a value that was read from an answer: plain code over tables.
namespace apibind::detail {

/// Masks every string of a value, the keys of its maps included; a number that shows a secret becomes 0.
struct value_mask {
    redaction const& secrets;
    std::size_t deepest = redaction::deepest; ///< spellings over each other

    /// False where something could not be looked at or changed.
    bool value(node const& type, void* self) const {
        switch (type.form) {
        case shape::string: secrets.mask(*static_cast<std::string*>(self), deepest); return true;
        case shape::signed_integer:
        case shape::unsigned_integer:
        case shape::floating: {
            std::string text;
            append_text(type, self, text);
            if (shows(text)) std::memset(self, 0, type.width);
            return true;
        }
        case shape::open_enumeration: {
            auto const& table = type.as<open_enum_table>();
            std::string wire(table.wire(self));
            if (table.known->find(wire)) return true; // the program's own word
            auto masked = wire;
            secrets.mask(masked, deepest);
            if (masked != wire) table.assign(self, masked);
            return true;
        }
        case shape::optional:
        case shape::nullable: {
            void const* const held = type.as<optional_table>().get(self);
            return !held || value(*type.inner, const_cast<void*>(held));
        }
        case shape::list:
        case shape::array: return elements(type, self);
        case shape::map: {
            visitor all{*this, *type.inner};
            type.as<map_table>().each(self, &all, [](void* context, std::string_view key, void const* held) {
                auto& v = *static_cast<visitor*>(context);
                v.visit(held);
                v.has_key = v.has_key || v.mask.secrets.hidden_in(key, v.mask.deepest) != 0;
                return true;
            });
            if (!all.has_key || type.as<map_table>().keys) return all.done;
            return by_json(type, self, 1) && all.done;
        }
        case shape::object: {
            bool done = true;
            auto const& table = *type.object;
            for (std::size_t i = 0; i != table.all; ++i)
                done = value(*table.members[i].type, table.at(table.members[i], self)) && done;
            return done;
        }
        case shape::alternatives: {
            auto const& table = *type.alternatives;
            auto const index = table.index(self);
            return index >= table.count || value(*table.entries[index], const_cast<void*>(table.get(self)));
        }
        case shape::foreign: return by_json(type, self, static_cast<std::size_t>(-1));
        case shape::text: {
            auto const& table = type.as<text_table>();
            std::string text;
            bool const is_known = table.write(self, text).empty();
            // What is masked would be no such text.
            if (!is_known || (table.is_number ? shows(text) : secrets.hidden_in(text, deepest) != 0)) table.reset(self);
            return true;
        }
        case shape::bytes: {
            auto& bytes = *static_cast<std::string*>(self);
            std::string text;
            secrets.mask(bytes, deepest);
            if (!append_plain_text(type, self, text) && secrets.hidden_in(text, deepest) != 0) bytes.clear();
            return true;
        }
        case shape::joined: {
            bool const done = elements(type, self);
            // A secret may hold what separates elements.
            std::string whole;
            if (!append_plain_text(type, self, whole) && secrets.hidden_in(whole, deepest) != 0)
                type.as<joined_table>().list->clear(self);
            return done;
        }
        case shape::in_string: return value(*type.inner, self);
        case shape::described: return by_json(type, self, static_cast<std::size_t>(-1));
        case shape::tagged:
        case shape::keyed: {
            auto const& table = *type.choices;
            auto const index = table.index(self);
            auto* const held = index <= table.count ? const_cast<void*>(table.get(self)) : nullptr;
            if (!held) return true;
            if (index < table.count) return value(*table.entries[index].type, held);
            auto& unknown = *static_cast<other*>(held);
            secrets.mask(unknown.tag, deepest);
            unknown.json = json(unknown.json, static_cast<std::size_t>(-1));
            return true;
        }
        case shape::unsupported:
        case shape::file: // is never read
        case shape::boolean:
        case shape::string_view: // is never read
        case shape::enumeration: // the program's own words
        case shape::bits:
        case shape::null:
        case shape::nothing: return true;
        }
        return true;
    }

    /// A well-formed JSON text, masked likewise. Keys are masked down to that depth, and stay different from each
    /// other.
    std::string json(std::string_view text, std::size_t deepest_key) const {
        std::string out;
        std::size_t depth = 0, masked_keys = 0;
        for (std::size_t i = 0; i < text.size();) {
            auto const begin = i;
            char const c = text[i];
            if (c == '"') {
                for (++i; text[i] != '"'; ++i)
                    if (text[i] == '\\') ++i;
                ++i;
                auto const plain = unescaped(text.substr(begin + 1, i - begin - 2));
                auto const behind = text.find_first_not_of(" \t\r\n", i);
                bool const is_key = behind != std::string_view::npos && text[behind] == ':';
                auto masked = plain;
                if (!is_key || depth <= deepest_key) secrets.mask(masked, deepest);
                if (masked == plain) {
                    out += text.substr(begin, i - begin);
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
                i = std::min(text.find_first_not_of("+-.0123456789Ee", i), text.size());
                auto const number = text.substr(begin, i - begin);
                out += shows(number) ? "0" : number;
            } else {
                if (c == '{' || c == '[') ++depth;
                if (c == '}' || c == ']') --depth;
                out += c;
                ++i;
            }
        }
        return out;
    }

private:
    struct visitor {
        value_mask const& mask;
        node const& type;
        bool done = true;
        bool has_key = false;          // that is to be masked
        void visit(void const* held) { // which belongs to an object that may be changed
            done = mask.value(type, const_cast<void*>(held)) && done;
        }
    };

    bool elements(node const& type, void* self) const {
        bool done = true;
        for_each_element(type, self, [&](node const& of, void const* element) {
            done = value(of, const_cast<void*>(element)) && done; // it belongs to an object that may be changed
            return true;
        });
        return done;
    }

    /// Fewer digits of a secret are chance.
    bool shows(std::string_view number) const { return secrets.hidden_in(number, 0) >= 6; }

    /// By way of the value's JSON, as its codec or its map writes and reads it.
    bool by_json(node const& type, void* self, std::size_t deepest_key) const {
        std::string written;
        if (write_json(type, self, written)) return false;
        auto const masked = json(written, deepest_key);
        if (masked == written) return true;
        for (std::string_view const text :
             {std::string_view(masked), std::string_view("null"), std::string_view("\"\""), std::string_view("0"),
              std::string_view("[]"), std::string_view("{}")})
            if (!read_json(type, self, text, {}, nullptr)) return true;
        return false;
    }
};

} // namespace apibind::detail
