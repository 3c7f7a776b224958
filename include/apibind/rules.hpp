// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

namespace apibind {

/// What a rule asks of one value. Lengths are counted in characters (code points), not bytes.
struct value_rule {
    enum class kind : std::uint8_t { length, min_length, max_length, min_items, max_items, alphanumeric, pattern };
    kind what;
    std::size_t number = 0;
    std::string_view text{}; ///< of a pattern
};

/// A rule about the member `Member` of the request (a pointer to member), or about each element of that list.
template <auto Member>
struct member_rule {
    value_rule rule;
    bool each = false;
};

/// At least one of these optional members must be given, and not be empty.
template <auto... Members>
struct one_of_rule {};

template <class... Rules>
struct rule_list {
    std::tuple<Rules...> each;
};

/// The rules of a request that its vendor documents: `static constexpr auto rules = apibind::rules(...)`. They are
/// checked before anything is sent; a call that breaks one is `not_sent` and names the member and what it must be.
template <class... Rules>
consteval rule_list<Rules...> rules(Rules... each) {
    return {{each...}};
}

/// Exactly, at least, at most so many characters. About a member: `length<&request::id>(5)`; within `each`:
/// `length(5)`.
consteval value_rule length(std::size_t characters) {
    return {value_rule::kind::length, characters};
}
consteval value_rule min_length(std::size_t characters) {
    return {value_rule::kind::min_length, characters};
}
consteval value_rule max_length(std::size_t characters) {
    return {value_rule::kind::max_length, characters};
}
/// Only ASCII letters and digits.
consteval value_rule alphanumeric() {
    return {value_rule::kind::alphanumeric};
}
/// The whole value matches: characters, `.`, `\\d`, `\\w`, classes `[a-z]`, each with `? * + {n} {m,n}`.
consteval value_rule pattern(std::string_view text) {
    return {value_rule::kind::pattern, 0, text};
}

template <auto Member>
consteval member_rule<Member> length(std::size_t characters) {
    return {length(characters)};
}
template <auto Member>
consteval member_rule<Member> min_length(std::size_t characters) {
    return {min_length(characters)};
}
template <auto Member>
consteval member_rule<Member> max_length(std::size_t characters) {
    return {max_length(characters)};
}
template <auto Member>
consteval member_rule<Member> alphanumeric() {
    return {alphanumeric()};
}
template <auto Member>
consteval member_rule<Member> pattern(std::string_view text) {
    return {pattern(text)};
}
/// At least, at most so many elements of a list or entries of a map.
template <auto Member>
consteval member_rule<Member> min_items(std::size_t items) {
    return {{value_rule::kind::min_items, items}};
}
template <auto Member>
consteval member_rule<Member> max_items(std::size_t items) {
    return {{value_rule::kind::max_items, items}};
}

namespace detail {

template <auto Member, std::size_t N>
struct each_rule {
    value_rule rules[N];
};

} // namespace detail

/// Rules about every element of a list: `each<&request::ids>(max_length(40), alphanumeric())`.
template <auto Member, class... Rules>
consteval detail::each_rule<Member, sizeof...(Rules)> each(Rules... rules) {
    static_assert(sizeof...(Rules) != 0,
                  "apibind: each<&request::member>() without a rule: give it one, such as max_length(40)");
    return {{rules...}};
}

template <auto... Members>
consteval one_of_rule<Members...> at_least_one_of() {
    static_assert(sizeof...(Members) >= 2, "apibind: at_least_one_of<...>() takes two members or more");
    return {};
}

} // namespace apibind
