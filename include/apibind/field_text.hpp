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
#include <utility>
#include <vector>

/// Header fields as typed members, by their tables.
namespace apibind::detail {

/// Takes the next element off the front of a list (RFC 9110 section 5.6.1): what stands between commas outside of
/// quoted strings and of a URI in <>, without the spaces around it. Empty ones are passed over; nothing where none is
/// left.
inline std::optional<std::string_view> next_element(std::string_view& rest) {
    constexpr std::string_view space = " \t";
    auto const begin = rest.find_first_not_of(" \t,");
    if (begin == std::string_view::npos) return rest = {}, std::nullopt;
    rest.remove_prefix(begin);
    char until = rest.front() == '<' ? '>' : '\0'; // what ends the text that the place is in
    std::size_t end = 0;
    for (; end != rest.size(); ++end) {
        char const c = rest[end];
        if (until == '"' && c == '\\' && end + 1 != rest.size())
            ++end;
        else if (until != '\0')
            until = c == until ? '\0' : until;
        else if (c == '"')
            until = '"';
        else if (c == ',')
            break;
    }
    auto element = rest.substr(0, end);
    rest.remove_prefix(end);
    return element.substr(0, element.find_last_not_of(space) + 1);
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
        auto const unreadable = [](std::string const& where, node const& wanted, std::string_view value) {
            std::string found = "the text ";
            append_quoted(found, value.substr(0, 40));
            return decode_error{decode_reason::wrong_type, where, expectation(wanted), std::move(found), 0};
        };
        if (one.type->form == shape::list) {
            auto const& list = one.type->as<list_table>();
            list.clear(place);
            // Of Set-Cookie each line is one value, commas and all (RFC 9110 section 5.3).
            bool const is_line = http_fields::same_name(one.name(), "Set-Cookie");
            for (auto const& field : fields) {
                if (!http_fields::same_name(field.name, one.name())) continue;
                std::string_view rest = field.value;
                for (auto part = is_line ? std::optional(std::exchange(rest, {})) : next_element(rest); part;
                     part = next_element(rest))
                    if (!read_text(*one.type->inner, list.append(place), *part))
                        return unreadable(path, *one.type->inner, *part);
            }
            continue;
        }
        if (one.type->form == shape::map) {
            auto const& map = one.type->as<map_table>();
            map.clear(place);
            auto const begin = one.name().substr(0, one.name().size() - 1);
            for (auto const& field : fields) {
                if (field.name.size() <= begin.size() ||
                    !http_fields::same_name(field.name.substr(0, begin.size()), begin))
                    continue;
                std::string key(field.name.substr(begin.size()));
                for (char& c : key)
                    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
                bool is_known = false;
                void* const entry = map.emplace(place, key, is_known);
                auto const its_path = "field " + std::string(begin) + key;
                if (is_known && notes) notes->push_back({its_path, "is there again: its first value is kept"});
                if (entry && !read_text(*one.type->inner, entry, field.value))
                    return unreadable(its_path, *one.type->inner, field.value);
            }
            continue;
        }
        auto const value = fields.find(one.name());
        if (!value) {
            if (one.may_be_absent) continue;
            return decode_error{decode_reason::missing, path, expectation(*one.type), "no such field", 0};
        }
        if (read_text(*one.type, place, *value)) continue;
        if (!one.may_be_absent || strict) return unreadable(path, *one.type, *value);
        one.type->as<optional_table>().reset(place);
        if (notes) notes->push_back({path, "is none that its type takes"});
    }
    return std::nullopt;
}

} // namespace apibind::detail
