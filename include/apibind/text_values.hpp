// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_reader.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/text_form.hpp>
#include <apibind/type_table.hpp>

#include <optional>
#include <string>
#include <string_view>

/// The text of a value in URLs, forms and header fields, and values from such texts.
namespace apibind {
namespace detail {

/// What a codec writes, where that is one text: a string without its quotes, a number or a boolean as it is, null as
/// nothing.
inline text_fault append_foreign_text(node const& type, void const* value, std::string& out) {
    std::string json;
    if (auto error = write_json(type, value, json)) return "has no text: " + to_string(*error);
    while (!json.empty() &&
           (json.front() == ' ' || json.front() == '\n' || json.front() == '\t' || json.front() == '\r'))
        json.erase(0, 1);
    while (!json.empty() && (json.back() == ' ' || json.back() == '\n' || json.back() == '\t' || json.back() == '\r'))
        json.pop_back();
    if (json.starts_with('{') || json.starts_with('['))
        return "is a JSON " + std::string(json.starts_with('{') ? "object" : "array") +
               ", which has no form as one text";
    if (json == "null") return {};
    std::string scratch;
    if (json.starts_with('"'))
        out += json_scanner::key_text(std::string_view(json).substr(1, json.size() - 2), scratch);
    else
        out += json;
    return {};
}

/// The text of one value, or a fault without the member's name: "is not a finite number".
inline text_fault append_text(node const& type, void const* value, std::string& out) {
    switch (type.form) {
    case shape::in_string: {
        if (is_joinable(*type.inner)) return append_text(*type.inner, value, out);
        auto const error = write_json(*type.inner, value, out);
        if (error) return "has no JSON: " + to_string(*error);
        return {};
    }
    case shape::described: {
        struct state {
            node const& type;
            std::string& out;
            text_fault fault{};
        } context{*type.inner, out};
        type.as<described_table>().write(value, &context, [](void* opaque, void const* described) {
            auto& s = *static_cast<state*>(opaque);
            s.fault = append_text(s.type, described, s.out);
            return !s.fault;
        });
        return std::move(context.fault);
    }
    case shape::foreign: return append_foreign_text(type, value, out);
    default: return append_plain_text(type, value, out);
    }
}

/// The text of one value that is there, or what is wrong with it, without its name: "must be UTF-8".
inline text_fault append_value_text(node const& type, void const* value, std::string& out) {
    auto const before = out.size();
    if (auto fault = append_text(type, value, out)) return fault;
    if (type.form == shape::open_enumeration && out.size() == before) return "is an open_enum without a value";
    if (count_characters(std::string_view(out).substr(before)) < 0) return "must be UTF-8";
    return {};
}

/// The value that has this text; false where none has, and then nothing is known of `into`. Behind an optional or
/// nullable it is always a value.
inline bool read_text(node const& type, void* into, std::string_view text) {
    switch (type.form) {
    case shape::optional:
    case shape::nullable: return read_text(*type.inner, type.as<optional_table>().emplace(into), text);
    case shape::alternatives: {
        auto const& table = *type.alternatives;
        for (std::size_t i = 0; i != table.count; ++i)
            if (table.entries[i]->form != shape::nothing && read_text(*table.entries[i], table.emplace(into, i), text))
                return true;
        return false;
    }
    case shape::in_string:
        if (is_joinable(*type.inner)) return read_text(*type.inner, into, text);
        return !read_json(*type.inner, into, text, {}, nullptr);
    case shape::described: {
        struct state {
            node const& type;
            std::string_view text;
        } context{*type.inner, text};
        auto const& table = type.as<described_table>();
        std::string expected;
        return table.read && table.read(
                                 into, &context,
                                 [](void* opaque, void* described) {
                                     auto& s = *static_cast<state*>(opaque);
                                     return read_text(s.type, described, s.text);
                                 },
                                 expected);
    }
    case shape::foreign: { // a JSON string, or what stands for itself
        std::string json = "\"";
        for (char c : text) is_special(c) && octet(c) < 0x80 ? append_escape(json, c) : void(json += c);
        json += '"';
        return !read_json(type, into, json, {}, nullptr) || !read_json(type, into, text, {}, nullptr);
    }
    default: return read_plain_text(type, into, text);
    }
}

} // namespace detail

/// The text that a value is in a URL, a form or a header field; nothing where it has none, such as an infinity.
template <class T>
std::optional<std::string> to_text(T const& value) {
    std::string out;
    if (detail::append_text(detail::node_of<T>, &value, out)) return {};
    return out;
}
/// The value of such a text; nothing where it is none of that type.
template <class T>
std::optional<T> from_text(std::string_view text) {
    std::optional<T> out(detail::make<T>());
    if (!detail::read_text(detail::node_of<T>, &*out, text)) out.reset();
    return out;
}

} // namespace apibind
