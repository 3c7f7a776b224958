// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/pattern.hpp>
#include <apibind/valid_members.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

/// Checks of the rules of a request against its members. See valid.hpp.
namespace apibind::detail {

constexpr bool is_text(node const& type) {
    return type.form == shape::string || type.form == shape::string_view || type.form == shape::open_enumeration;
}

enum class rule_fault : std::uint8_t { none, no_text, no_items, no_list, bad_pattern };
constexpr rule_fault fault_of(value_rule const& rule, node const& type) {
    switch (rule.what) {
    case value_rule::kind::check: return rule_fault::none; // its types were looked at where it was made
    case value_rule::kind::min_items:
    case value_rule::kind::max_items:
        return is_list(type) || type.form == shape::joined || type.form == shape::bits || type.form == shape::map
                   ? rule_fault::none
                   : rule_fault::no_items;
    case value_rule::kind::pattern:
        if (!pattern_matcher(rule.text).is_well_formed()) return rule_fault::bad_pattern;
        [[fallthrough]];
    default: return is_text(type) ? rule_fault::none : rule_fault::no_text;
    }
}
template <auto M>
constexpr rule_fault fault_of(member_rule<M> const& rule, node const& type) {
    return fault_of(rule.rule, type);
}
template <auto M, std::size_t N>
constexpr rule_fault fault_of(each_rule<M, N> const& each, node const& type) {
    if (!is_list(type)) return rule_fault::no_list;
    for (auto const& rule : each.rules)
        if (auto const wrong = fault_of(rule, *type.inner); wrong != rule_fault::none) return wrong;
    return rule_fault::none;
}

template <class Request, class Member>
inline constexpr bool rule_names_member_of = false;
template <class E, class Member>
inline constexpr bool rule_is_about_a_string = false;
template <class E, class Member>
inline constexpr bool rule_is_about_items = false;
template <class E, class Member>
inline constexpr bool rule_is_about_a_list = false;
template <class E, class Member>
inline constexpr bool rule_has_a_pattern = false;
template <class E, class Member>
inline constexpr bool may_be_left_out = false;

template <class Request, auto Member>
consteval bool tell_unknown_member() {
    static_assert(
        rule_names_member_of<Request, path<Member>>,
        "apibind: a rule names something that is no described member of this request: write <&request::member>");
    return false;
}
template <class Request, auto Member>
inline constexpr int rule_position = positions<members_of<Request>>::template of<Member>();

template <class E, auto Member, rule_fault Wrong>
consteval bool tell_rule_fault() {
    if constexpr (Wrong == rule_fault::no_text)
        static_assert(
            rule_is_about_a_string<E, path<Member>>,
            "apibind: this rule is about a string, and the member is not one: lengths, alphanumeric and pattern "
            "of a list's "
            "elements are given by each<&request::member>(...), a list's size by max_items");
    else if constexpr (Wrong == rule_fault::no_items)
        static_assert(
            rule_is_about_items<E, path<Member>>,
            "apibind: min_items and max_items are about a list or a map, and the member is neither: for a string write "
            "min_length or max_length");
    else if constexpr (Wrong == rule_fault::no_list)
        static_assert(rule_is_about_a_list<E, path<Member>>,
                      "apibind: each is about the elements of a list, and the "
                      "member is not one: write the rule about the member itself");
    else if constexpr (Wrong == rule_fault::bad_pattern)
        static_assert(
            rule_has_a_pattern<E, path<Member>>,
            "apibind: this is not a valid pattern: write characters and classes such as [a-z0-9_], each with ? * + "
            "{n} or {m,n}; any "
            "other sign goes into a class, and there are no groups and alternatives");
    return Wrong == rule_fault::none;
}

template <class E, std::size_t I, auto M>
consteval bool check_rule() {
    using request = typename E::request;
    if constexpr (constexpr int position = rule_position<request, M>; position < 0)
        return tell_unknown_member<request, M>();
    else
        return tell_rule_fault<E, M,
                               fault_of(std::get<I>(E::rules.each),
                                        behind_optionals(*object_table_of<request>.members[position].type))>();
}
template <class E, auto M>
consteval bool check_one_of() {
    using request = typename E::request;
    if constexpr (constexpr int position = rule_position<request, M>; position < 0) {
        return tell_unknown_member<request, M>();
    } else if constexpr (!object_table_of<request>.members[position].may_be_absent) {
        static_assert(may_be_left_out<E, path<M>>,
                      "apibind: at_least_one_of is about members that may be left out: make this one a std::optional");
        return false;
    } else {
        return true;
    }
}

template <class E, std::size_t I, class Rule>
struct rule_check;
template <class E, std::size_t I, auto M>
struct rule_check<E, I, member_rule<M>> {
    static consteval bool sound() { return check_rule<E, I, M>(); }
};
template <class E, std::size_t I, auto M, std::size_t N>
struct rule_check<E, I, each_rule<M, N>> {
    static consteval bool sound() { return check_rule<E, I, M>(); }
};
template <class E, std::size_t I, auto... M>
struct rule_check<E, I, one_of_rule<M...>> {
    static consteval bool sound() { return (true && ... && check_one_of<E, M>()); }
};

template <class E, class List>
struct rules_check;
template <class E, class... Rule>
struct rules_check<E, rule_list<Rule...>> {
    template <std::size_t... I>
    static consteval bool sound(std::index_sequence<I...>) {
        return (true && ... && rule_check<E, I, Rule>::sound());
    }
};

} // namespace apibind::detail
