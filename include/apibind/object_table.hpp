// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/idempotency_key.hpp>
#include <apibind/quoted_names.hpp>
#include <apibind/type_operations.hpp>

#include <boost/mp11/list.hpp>
#include <boost/mp11/set.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace apibind {
struct problem_details; // <apibind/problem_details.hpp>
}

/// The table of a described struct's members, and what may be wrong with a described type.
namespace apibind::detail {

template <class M>
inline constexpr bool may_be_absent = is_optional<M>::value || is_nullable<M>::value || is_owner<M>::value ||
                                      is_additional<M>::value || std::is_same_v<M, idempotency_key>;

template <class T>
inline constexpr bool may_be_absent<derived<T>> = may_be_absent<T>;

constexpr void name_members(member* members, std::size_t count, char const* text, std::uint16_t const* starts) {
    for (std::size_t i = 0; i != count; ++i) {
        members[i].quoted = text + starts[i];
        members[i].quoted_size = static_cast<std::uint16_t>(starts[i + 1] - starts[i]);
    }
}

template <class T, template <class...> class L, class... D>
constexpr auto make_members(L<D...>*) {
    std::array<member, sizeof...(D) + 1> out{
        member{nullptr, 0, may_be_absent<member_type_of<D>>, is_required<member_type_of<D>>::value,
               is_derived<member_type_of<D>>::value, is_constant<member_type_of<D>>,
               &node_of<typename travelling<member_type_of<D>>::type>, &(dummy<T>.object.*D::pointer), D::name}...};
    name_members(out.data(), sizeof...(D), quoted_names<T>::all.text, quoted_names<T>::all.starts);
    return out;
}
template <class List>
inline constexpr std::size_t count_of_additional = 0;
template <template <class...> class L, class... D>
inline constexpr std::size_t count_of_additional<L<D...>> = (std::size_t{0} + ... +
                                                             (is_additional<member_type_of<D>>::value ? 1 : 0));
template <class List>
inline constexpr bool ends_with_additional = false;
template <class List>
    requires(count_of_additional<List> != 0)
inline constexpr bool ends_with_additional<List> = is_additional<member_type_of<boost::mp11::mp_back<List>>>::value;

template <class T>
struct member_array {
    using list = members_of<T>;
    static constexpr auto entries = make_members<T>(static_cast<list*>(nullptr));
    static constexpr std::size_t all = count_of<list>;
    static constexpr std::size_t additional = count_of_additional<list>;
    static constexpr bool has_rest = ends_with_additional<list>;
    static constexpr std::size_t count = all - (has_rest ? 1 : 0);
};
template <class T>
constexpr object_table make_object_table() {
    using parts = member_array<T>;
    member const* const first = parts::entries.data();
    return {first,
            parts::count,
            &dummy<T>,
            type_hash<T>(),
            parts::all,
            parts::has_rest ? first + parts::count : nullptr,
            parts::has_rest || parts::count > 64 || __is_base_of(problem_details, T),
            __is_base_of(problem_details, T)};
}
template <class T>
inline constexpr object_table object_table_of = make_object_table<T>();

// What may be wrong with a described type ---------------------------------------------------------------------------

template <class T, class Renamed>
inline constexpr bool rename_fits = false;
template <class T, class M, class C, M C::*X>
inline constexpr bool rename_fits<T, renamed<X>> = [] {
    if constexpr (!std::is_same_v<T, C>)
        return false;
    else {
        bool found = false;
        [&]<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
            auto same = [](auto pointer) {
                if constexpr (std::is_same_v<decltype(pointer), M C::*>)
                    return pointer == X;
                else
                    return false;
            };
            ((found = found || same(D::pointer)), ...);
        }(std::type_identity<own_members_of<T>>{});
        return found;
    }
}();
template <class E, E X>
    requires std::is_enum_v<E>
inline constexpr bool rename_fits<E, renamed<X>> = [] {
    bool found = false;
    [&]<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
        ((found = found || D::value == X), ...);
    }(std::type_identity<enumerators_of<E>>{});
    return found;
}();

template <class T, class List>
inline constexpr bool all_renames_fit = true;
template <class T, class... R>
inline constexpr bool all_renames_fit<T, name_list<R...>> = (true && ... && rename_fits<T, R>);

template <class List>
inline constexpr bool renames_each_once = true;
template <class... R>
inline constexpr bool renames_each_once<name_list<R...>> = boost::mp11::mp_is_set<boost::mp11::mp_list<R...>>::value;

constexpr bool have_same_name(enumerator const& a, enumerator const& b) {
    return a.name == b.name;
}
/// Looks at two numbers first: a table of max_members has so many pairs that clang would run out of steps.
constexpr bool have_same_name(member const& a, member const& b) {
    return a.quoted_size == b.quoted_size && a.quoted[a.quoted_size - 3] == b.quoted[a.quoted_size - 3] &&
           a.name() == b.name();
}
template <class Entry>
constexpr fault names_fault(Entry const* first, std::size_t count, auto&& name_of) {
    for (std::size_t i = 0; i != count; ++i) {
        if (!is_plain_name(name_of(first[i]))) return fault::bad_wire_name;
        for (std::size_t j = 0; j != i; ++j)
            if (have_same_name(first[i], first[j])) return fault::same_wire_name;
    }
    return fault::none;
}

template <class T>
constexpr fault object_fault() {
    if constexpr (!is_described_whole<T>())
        return fault::member_left_out;
    else if constexpr (is_numbered<T>)
        return fault::misplaced_numbers;
    else if constexpr (has_foreign_wire_names<T>)
        return fault::bad_wire_names;
    else if constexpr (!all_renames_fit<T, std::remove_const_t<name_list_of<T>>>)
        return fault::wrong_rename;
    else if constexpr (!renames_each_once<std::remove_const_t<name_list_of<T>>>)
        return fault::renamed_twice;
    else if constexpr (member_array<T>::additional > (member_array<T>::has_rest ? 1 : 0))
        return fault::additional_not_last;
    else if constexpr (is_named_as_written<T>)
        return fault::none;
    else
        return names_fault(object_table_of<T>.members, object_table_of<T>.count,
                           [](member const& m) { return m.name(); });
}
template <class E>
constexpr fault enum_fault() {
    if constexpr (has_foreign_wire_names<E>)
        return fault::bad_wire_names;
    else if constexpr (is_numbered<E> && !std::is_same_v<std::remove_const_t<name_list_of<E>>, name_list<>>)
        return fault::misplaced_numbers;
    else if constexpr (!all_renames_fit<E, std::remove_const_t<name_list_of<E>>>)
        return fault::wrong_rename;
    else if constexpr (!renames_each_once<std::remove_const_t<name_list_of<E>>>)
        return fault::renamed_twice;
    else
        return names_fault(enum_table_of<E>.entries, enum_table_of<E>.count,
                           [](enumerator const& e) { return e.name; });
}

} // namespace apibind::detail
