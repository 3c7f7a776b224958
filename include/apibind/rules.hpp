// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace apibind {

template <class T>
class required;
template <class T>
class nullable;

/// What a rule asks of one value. Lengths are counted in characters (code points), not bytes.
struct value_rule {
    enum class kind : std::uint8_t {
        length,
        min_length,
        max_length,
        min_items,
        max_items,
        alphanumeric,
        pattern,
        check
    };
    kind what;
    std::size_t number = 0;
    std::string_view text{};                    ///< of a pattern; of a check: what the value must be
    bool (*holds)(void const* value) = nullptr; ///< of a check: whether it is
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

/// A check by a function of the program's, about an element of a list.
template <auto Predicate>
struct element_check {
    std::string_view must;
};

/// The value in a member of a request, or void where that may be of several types.
template <class T>
struct checked_value {
    using type = T;
};
template <class T>
struct checked_value<required<T>> : checked_value<T> {};
template <class T>
struct checked_value<std::optional<T>> : checked_value<T> {};
template <class T>
struct checked_value<nullable<T>> : checked_value<T> {};
template <class... T>
struct checked_value<std::variant<T...>> {
    using type = void;
};
template <class R, class M>
M type_behind(M R::*);
template <auto Member>
using checked_value_of = typename checked_value<decltype(type_behind(Member))>::type;
template <class T>
struct element_of_ {
    using type = void;
};
template <class T>
    requires requires {
        typename T::value_type;
    }
struct element_of_<T> {
    using type = typename T::value_type;
};

template <auto... M>
struct about {};
template <auto Predicate, class Value, class Member>
inline constexpr bool check_takes_value = requires { // of void, none; in a lambda clang++ 16 breaks off
    { Predicate(std::declval<Value const&>()) } -> std::same_as<bool>;
};

template <auto Predicate, class Value, class Member>
consteval value_rule make_check(std::string_view must) {
    constexpr bool sound = check_takes_value<Predicate, Value, Member>;
    static_assert(sound || check_takes_value<Predicate, Value, Member>,
                  "apibind: the function of this check does not fit the member: declare bool is_it(T const&), T being "
                  "the type inside the member's required or std::optional, which is no variant");
    if constexpr (sound)
        return {value_rule::kind::check, 0, must,
                [](void const* value) -> bool { return Predicate(*static_cast<Value const*>(value)); }};
    else
        return {value_rule::kind::check, 0, must};
}
template <auto Member>
consteval value_rule rule_of_element(value_rule rule) {
    return rule;
}
template <auto Member, auto Predicate>
consteval value_rule rule_of_element(element_check<Predicate> rule) {
    return make_check<Predicate, typename element_of_<checked_value_of<Member>>::type, about<Member>>(rule.must);
}

} // namespace detail

/// A function of the program's says whether a value is allowed; the text is told behind the member's name where it is
/// not: `check<&request::iban, is_iban>("must be an IBAN")`. Within `each`: `check<is_iban>("must be an IBAN")`. The
/// function may not throw, and the text shows no value.
template <auto Member, auto Predicate>
consteval member_rule<Member> check(std::string_view must) {
    return {detail::make_check<Predicate, detail::checked_value_of<Member>, detail::about<Member>>(must)};
}
template <auto Predicate>
consteval detail::element_check<Predicate> check(std::string_view must) {
    return {must};
}

/// Rules about every element of a list: `each<&request::ids>(max_length(40), alphanumeric())`.
template <auto Member, class... Rules>
consteval detail::each_rule<Member, sizeof...(Rules)> each(Rules... rules) {
    static_assert(sizeof...(Rules) != 0,
                  "apibind: each<&request::member>() without a rule: give it one, such as max_length(40)");
    return {{detail::rule_of_element<Member>(rules)...}};
}

template <auto... Members>
consteval one_of_rule<Members...> at_least_one_of() {
    static_assert(sizeof...(Members) >= 2, "apibind: at_least_one_of<...>() takes two members or more");
    return {};
}

} // namespace apibind
