// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/eight_bytes.hpp>
#include <apibind/elements.hpp>
#include <apibind/endpoint.hpp>
#include <apibind/pattern.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/url_expander.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The declared rules of a request, checked by plain code over tables before anything is sent.
namespace apibind::detail {

inline std::size_t items_of(node const& type, void const* value) {
    switch (type.form) {
    case shape::list: return type.as<list_table>().view(value).size;
    case shape::joined: return type.as<joined_table>().list->view(value).size;
    case shape::bits: return type.as<bits_table>().size(value);
    case shape::array: return type.as<array_table>().count;
    case shape::map: return type.as<map_table>().size(value);
    default: return 0;
    }
}

constexpr bool is_alphanumeric(std::string_view text) {
    auto const held = held_bytes(text, [](std::uint64_t bytes) {
        return (bytes_between(bytes | in_each_byte(0x20), 'a', 'z') | bytes_between(bytes, '0', '9')) == high_bits;
    });
    for (char c : text.substr(held))
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return false;
    return true;
}

/// What a value must be that has so many items or characters, which are not as many as the rule says.
[[gnu::cold, gnu::noinline]] inline std::string wrong_number(value_rule const& rule, std::size_t has) {
    using kind = value_rule::kind;
    bool const least = rule.what == kind::min_items || rule.what == kind::min_length;
    if (least && has == 0 && rule.number == 1) return "must not be empty";
    bool const items = rule.what == kind::min_items || rule.what == kind::max_items;
    return std::string(items ? "must have " : "must be ")
        .append(least                       ? "at least "
                : rule.what == kind::length ? "exactly "
                                            : "at most ")
        .append(std::to_string(rule.number))
        .append(items ? " item" : " character")
        .append(rule.number == 1 ? "" : "s")
        .append(items ? ", and has " : " long, and has ")
        .append(std::to_string(has));
}

inline std::optional<std::string> broken(value_rule const& rule, std::string_view text) {
    using kind = value_rule::kind;
    if (rule.what == kind::alphanumeric && is_alphanumeric(text)) return {};
    long long const characters = count_characters(text);
    if (characters < 0) return "must be UTF-8";
    if (rule.what == kind::alphanumeric) return "must hold only letters and digits";
    if (rule.what == kind::pattern) {
        if (pattern_matcher(rule.text).matches(text)) return {};
        return "must match " + std::string(rule.text);
    }
    auto const size = static_cast<std::size_t>(characters);
    if (rule.what == kind::min_length   ? size >= rule.number
        : rule.what == kind::max_length ? size <= rule.number
                                        : size == rule.number)
        return {};
    return wrong_number(rule, size);
}

/// What a value must be and is not: "must be at most 40 characters long, and has 41".
inline std::optional<std::string> broken(value_rule const& rule, node const& type, void const* value) {
    using kind = value_rule::kind;
    if (rule.what == kind::check) {
        if (rule.holds(value)) return {};
        return std::string(rule.text);
    }
    if (rule.what == kind::min_items || rule.what == kind::max_items) {
        std::size_t const items = items_of(type, value);
        if (rule.what == kind::min_items ? items >= rule.number : items <= rule.number) return {};
        return wrong_number(rule, items);
    }
    if (type.form == shape::string) return broken(rule, *static_cast<std::string const*>(value));
    std::string text;
    if (auto fault = append_text(type, value, text)) return fault;
    return broken(rule, text);
}

inline build_fault check_each(value_rule const& rule, member const& m, node const& type, void const* value) {
    std::size_t i = 0;
    std::optional<std::string> what;
    for_each_element(type, value, [&](node const& of, void const* element) {
        what = broken(rule, of, element);
        if (!what) ++i;
        return !what;
    });
    if (!what) return {};
    return std::string(m.identifier).append("[").append(std::to_string(i)).append("] ").append(*what);
}

inline bool is_given(node const& declared, void const* member_value) {
    node const* type = &declared;
    void const* const value = present(type, member_value);
    if (!value) return false;
    switch (type->form) {
    case shape::string: return !static_cast<std::string const*>(value)->empty();
    case shape::string_view: return !static_cast<std::string_view const*>(value)->empty();
    case shape::list:
    case shape::joined:
    case shape::bits:
    case shape::array:
    case shape::map: return items_of(*type, value) != 0;
    default: return true;
    }
}

inline build_fault check_rules(endpoint_table const& endpoint, void const* request) {
    auto const& table = *endpoint.request;
    for (std::size_t i = 0; i < endpoint.rule_count; ++i) {
        auto const& entry = endpoint.rules[i];
        auto const& m = table.members[entry.member];
        if (entry.at_least_one) {
            bool given = false;
            std::size_t const first = i;
            do {
                auto const& one = table.members[endpoint.rules[i].member];
                given = given || is_given(*one.type, table.at(one, request));
            } while (i + 1 < endpoint.rule_count && endpoint.rules[i + 1].continues && ++i != 0);
            if (given) continue;
            std::string names;
            for (std::size_t k = first; k <= i; ++k)
                names.append(names.empty() ? "" : ", ").append(table.members[endpoint.rules[k].member].identifier);
            return "at least one of " + names + " must be given, and not be empty";
        }
        node const* type = m.type;
        void const* const value = present(type, table.at(m, request));
        if (!value) continue;
        if (entry.each) {
            if (auto fault = check_each(entry.rule, m, *type, value)) return fault;
        } else if (auto what = broken(entry.rule, *type, value)) {
            return url_expander::told(m, *what);
        }
    }
    return {};
}

} // namespace apibind::detail
