// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_scanner.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/url_expansion.hpp>

#include <string>
#include <string_view>

/// One value as one text, where content is made of texts.
namespace apibind::detail {

/// What a codec writes, where that is one text: a string without its quotes, a number or a boolean as it is, null as
/// nothing.
inline build_fault append_foreign_text(node const& type, void const* value, std::string& out) {
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

/// The text of one value that is there, or what is wrong with it, without its name: "must be UTF-8".
inline build_fault append_value_text(node const& type, void const* value, std::string& out) {
    auto const before = out.size();
    if (auto fault =
            type.form == shape::foreign ? append_foreign_text(type, value, out) : append_text(type, value, out))
        return fault;
    if (type.form == shape::open_enumeration && out.size() == before) return "is an open_enum without a value";
    if (count_characters(std::string_view(out).substr(before)) < 0) return "must be UTF-8";
    return {};
}

} // namespace apibind::detail
