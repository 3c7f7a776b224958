// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp> // before nullable.hpp, or -Wshadow would see two nulls

#include <apibind/by_status.hpp>
#include <apibind/object_table.hpp>
#include <apibind/reflection.hpp>
#include <apibind/type_family.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace apibind {

/// The way from an envelope to its payload, one member inside the other. Made by `payload_path`.
template <class... Members>
struct payload_steps {
    std::tuple<Members...> members;
};
/// `{"data": {"viewer": {...}}}`: `apibind::payload_path(&graphql<T>::data, &viewer_data<T>::viewer)`. Each member on
/// the way, and the last, may be optional; one that is absent in a success makes it undecodable.
template <class... Members>
constexpr payload_steps<Members...> payload_path(Members... members) {
    return {{members...}};
}

namespace detail {

struct envelope_probe {};
template <class E>
concept has_envelope = requires {
    typename E::template envelope<envelope_probe>;
};
/// Whether a response T comes in an envelope; `template <class T> using envelope = T;` says that it does not.
template <class E, class T>
inline constexpr bool is_enveloped = false;
template <has_envelope E, class T>
inline constexpr bool is_enveloped<E, T> = !std::is_same_v<typename E::template envelope<T>, T>;
template <class E, class T>
using envelope_of = typename E::template envelope<T>;

template <class E, class T>
concept payload_is_function = requires(envelope_of<E, T>&& whole) {
    { E::template payload<T>(std::move(whole)) } -> std::convertible_to<std::optional<T>>;
};
template <class E, class T>
concept payload_is_member = std::is_member_object_pointer_v<std::remove_cvref_t<decltype(E::template payload<T>)>>;
template <class T>
struct is_payload_steps : std::false_type {};
template <class... Members>
struct is_payload_steps<payload_steps<Members...>> : std::true_type {};
template <class E, class T>
concept payload_is_path = is_payload_steps<std::remove_cvref_t<decltype(E::template payload<T>)>>::value;
template <class E, class T>
concept has_payload = payload_is_function<E, T> || payload_is_member<E, T> || payload_is_path<E, T>;

/// Whether a member may be absent: std::optional, nullable, std::unique_ptr and the like.
template <class T>
concept may_hold = !described_struct<T> && requires(T & value) {
    *value;
    static_cast<bool>(value);
};

/// The wire name of a described member.
template <class C, class M>
std::string wire_name_of(M C::*pointer) {
    std::string out;
    auto const& table = object_table_of<C>;
    std::size_t at = 0;
    [&]<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
        auto const same = [&](auto one) {
            if constexpr (std::is_same_v<decltype(one), M C::*>)
                return one == pointer;
            else
                return false;
        };
        ((same(D::pointer) ? void(out = table.members[at].name()) : void(), ++at), ...);
    }(std::type_identity<members_of<C>>{});
    return out;
}

/// Takes the payload at the end of that way. What is absent on it is named in `missing`.
template <class Whole, class T>
void take_payload(Whole& whole, T& into, std::string& path, bool& is_there) {
    if constexpr (std::is_assignable_v<T&, Whole&&> && std::is_same_v<std::remove_cvref_t<Whole>, T>) {
        into = std::move(whole);
        is_there = true;
    } else if constexpr (may_hold<Whole>) {
        if (whole) take_payload(*whole, into, path, is_there);
    }
}
template <class Whole, class T, class First, class... Rest>
void take_payload(Whole& whole, T& into, std::string& path, bool& is_there, First first, Rest... rest) {
    if constexpr (may_hold<Whole>) {
        if (whole) take_payload(*whole, into, path, is_there, first, rest...);
    } else {
        path += "." + wire_name_of(first);
        take_payload(whole.*first, into, path, is_there, rest...);
    }
}

/// Whether that way ends at a T.
template <class Whole, class T, class... Members>
struct payload_way;
template <class Whole, class T>
struct payload_way<Whole, T> {
    static constexpr bool leads_there = [] {
        if constexpr (std::is_same_v<Whole, T>)
            return true;
        else if constexpr (may_hold<Whole>)
            return payload_way<std::remove_cvref_t<decltype(*std::declval<Whole&>())>, T>::leads_there;
        else
            return false;
    }();
};
template <class Whole, class T, class M, class C, class... Rest>
struct payload_way<Whole, T, M C::*, Rest...> {
    static constexpr bool leads_there = [] {
        if constexpr (may_hold<Whole>)
            return payload_way<std::remove_cvref_t<decltype(*std::declval<Whole&>())>, T, M C::*, Rest...>::leads_there;
        else if constexpr (std::is_base_of_v<C, Whole>)
            return payload_way<M, T, Rest...>::leads_there;
        else
            return false;
    }();
};
template <class E, class T>
inline constexpr bool payload_is_in_envelope = [] {
    if constexpr (payload_is_function<E, T>)
        return true;
    else if constexpr (payload_is_member<E, T>)
        return payload_way<envelope_of<E, T>, T, std::remove_cvref_t<decltype(E::template payload<T>)>>::leads_there;
    else if constexpr (payload_is_path<E, T>)
        return []<class... M>(payload_steps<M...> const*) {
            return payload_way<envelope_of<E, T>, T, M...>::leads_there;
        }(static_cast<std::remove_cvref_t<decltype(E::template payload<T>)>*>(nullptr));
    else
        return false;
}();

template <class E, class T>
inline constexpr bool accepted_takes_envelope = requires(envelope_of<E, T> const& whole) {
    { E::accepted(whole) } -> std::convertible_to<bool>;
};

} // namespace detail
} // namespace apibind
