// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/required.hpp>

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// What Boost.Describe knows of a type, and what follows from it.
namespace apibind::detail {

// describe_members filters and joins lists at a cost that every described type would pay. What the macros declare is,
// for a class without bases whose described members are public data, the same list already.
template <class T>
concept described_by_functions = requires(T** type) {
    boost_public_member_descriptor_fn(type);
    boost_base_descriptor_fn(type);
};
template <class T>
concept described_struct = std::is_class_v<T> &&
    (described_by_functions<T> || boost::describe::has_describe_members<T>::value);
template <class T>
concept described_enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
consteval std::string_view text_with_name() {
    return {__PRETTY_FUNCTION__, sizeof __PRETTY_FUNCTION__ - 1};
}
/// What the compiler puts before and behind the name, which is the same for all types.
inline constexpr std::size_t text_before_name = text_with_name<void>().find("T = void") + 4;
inline constexpr std::size_t text_around_name = text_with_name<void>().size() - std::string_view("void").size();
/// The type's name as a person writes it.
template <class T>
consteval std::string_view type_name() {
    auto const text = text_with_name<T>();
    return text.substr(text_before_name, text.size() - text_around_name);
}

/// A number that tells types apart where their tables' addresses cannot: in constant expressions under
/// -fsanitize=undefined. FNV-1a of the name.
template <class T>
consteval std::uint64_t type_hash() {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (char c : type_name<T>()) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

template <class T>
struct bases_of_ {
    using type = boost::describe::describe_bases<T, boost::describe::mod_any_access>;
};
template <described_by_functions T>
struct bases_of_<T> {
    using type = decltype(boost_base_descriptor_fn(static_cast<T**>(nullptr)));
};
template <class T>
using bases_of = typename bases_of_<T>::type;

template <class T>
inline constexpr bool has_bases = false;
template <class T>
    requires std::is_class_v<T>
inline constexpr bool has_bases<T> = boost::mp11::mp_size<bases_of<T>>::value != 0;

template <class P>
struct member_pointer_traits;
template <class M, class C>
struct member_pointer_traits<M C::*const> {
    using member_type = M;
    using class_type = C;
    static constexpr bool is_data = !std::is_function_v<M>;
};

template <class Members, class Bases>
inline constexpr bool are_plain = false;
template <template <class...> class M, class... D, template <class...> class B>
inline constexpr bool are_plain<M<D...>, B<>> = (true && ... && member_pointer_traits<decltype(D::pointer)>::is_data);

template <class T>
struct members_of_ {
    using own = boost::describe::describe_members<T, boost::describe::mod_public>;
    using all = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
};
template <described_by_functions T>
    requires(are_plain<decltype(boost_public_member_descriptor_fn(static_cast<T**>(nullptr))), bases_of<T>>)
struct members_of_<T> {
    using own = decltype(boost_public_member_descriptor_fn(static_cast<T**>(nullptr)));
    using all = own;
};
/// A type list whose members are Boost.Describe's descriptors: `pointer` or `value`, and `name`.
template <class T>
using members_of = typename members_of_<T>::all;
template <class T>
using own_members_of = typename members_of_<T>::own;
template <class E>
using enumerators_of = boost::describe::describe_enumerators<E>;

/// Whether a type is described, and its bases are.
template <class T>
inline constexpr bool is_described_with_bases = false;
template <class List>
inline constexpr bool are_described_bases = true;
template <template <class...> class L, class... B>
inline constexpr bool are_described_bases<L<B...>> = (true && ... && is_described_with_bases<typename B::type>);
template <described_struct T>
inline constexpr bool is_described_with_bases<T> = are_described_bases<bases_of<T>>;

template <class List>
inline constexpr std::size_t count_of = boost::mp11::mp_size<List>::value;

template <class D>
using member_type_of = typename member_pointer_traits<decltype(D::pointer)>::member_type;

// Structs -----------------------------------------------------------------------------------------------------------

/// Stands for any value when initialisers are counted; never defined.
struct anything {
    template <class U>
    operator U() const;
};

template <class T>
constexpr std::size_t initialisers() { // of one member: an array takes one for each of its elements
    if constexpr (std::is_array_v<T>)
        return std::extent_v<T> * initialisers<std::remove_extent_t<T>>();
    else
        return 1;
}

template <class T, class Indices>
struct takes;
template <class T, std::size_t... I>
struct takes<T, std::index_sequence<I...>> {
    static constexpr bool value = requires { T{(void(I), anything{})...}; };
};

template <class List>
struct initialisers_of;
template <template <class...> class L, class... D>
struct initialisers_of<L<D...>> {
    static constexpr std::size_t value = (0 + ... + initialisers<member_type_of<D>>());
};

/// A value of exactly that type; never defined.
template <class T>
T a_value_of();

/// The quick way to is_described_whole, where the described members have the order of their declaration and none of
/// them is an array: values of their own types need no conversion to be looked for.
template <class T, class Bases, class Members>
struct exact_initialisers;
template <class T, template <class...> class L, class... B, template <class...> class M, class... D>
struct exact_initialisers<T, L<B...>, M<D...>> {
    static constexpr bool fit = !(false || ... || std::is_array_v<member_type_of<D>>)&&requires {
        T{a_value_of<typename B::type>()..., a_value_of<member_type_of<D>>()...};
    };
    static constexpr bool leave_room = requires {
        T{a_value_of<typename B::type>()..., a_value_of<member_type_of<D>>()..., anything{}};
    };
};

/// Whether BOOST_DESCRIBE names every member of an aggregate: one more initialiser than those must not fit.
template <class T>
constexpr bool is_described_whole() {
    using exact = exact_initialisers<T, bases_of<T>, own_members_of<T>>;
    if constexpr (!std::is_aggregate_v<T>) {
        return true;
    } else if constexpr (exact::fit) {
        return !exact::leave_room;
    } else {
        constexpr std::size_t known = initialisers_of<own_members_of<T>>::value + count_of<bases_of<T>>;
        return !takes<T, std::make_index_sequence<known + 1>>::value;
    }
}

/// A place for a T that is never constructed: the addresses of its members are constants.
template <class T>
union dummy_storage {
    char unused;
    T object;
    constexpr dummy_storage() : unused() {}
    constexpr ~dummy_storage() {}
};
#if defined(__clang__)
template <class T>
inline constinit dummy_storage<T> dummy{}; // constexpr only where T may be
#else
template <class T>
inline constexpr dummy_storage<T> dummy{}; // or its empty destructor would be registered when the program starts
#endif

template <class T>
struct is_required : std::false_type {};
template <class T>
struct is_required<required<T>> : std::true_type {};

template <class T>
T make();

template <class T>
inline constexpr bool has_required = false;
template <class List>
inline constexpr bool have_required = false;
template <template <class...> class L, class... D>
inline constexpr bool have_required<L<D...>> = (false || ... || has_required<member_type_of<D>>);
template <class List>
inline constexpr bool bases_have_required = false;
template <template <class...> class L, class... B>
inline constexpr bool bases_have_required<L<B...>> = (false || ... || has_required<typename B::type>);
template <class T>
inline constexpr bool has_required<required<T>> = true;
template <described_struct T>
    requires std::is_aggregate_v<T>
inline constexpr bool has_required<T> = have_required<own_members_of<T>> || bases_have_required<bases_of<T>>;

template <class T, class Bases, class Members>
struct maker;
template <class T, template <class...> class L, class... B, template <class...> class M, class... D>
struct maker<T, L<B...>, M<D...>> {
    /// How many members, from the first on, have to be given: up to the last one that cannot be left out.
    static constexpr std::size_t given() {
        std::size_t i = 0, last = 0;
        ((++i, last = has_required<member_type_of<D>> ? i : last), ...);
        return last;
    }
    template <std::size_t... I>
    static T build(std::index_sequence<I...>) {
        return T{make<typename B::type>()..., make<member_type_of<boost::mp11::mp_at_c<M<D...>, I>>>()...};
    }
};

/// A T to be filled in by a reader, its `required` members included, which nobody else can leave unset.
template <class T>
T make() {
    if constexpr (is_required<T>::value)
        return T(unset(nullptr));
    else if constexpr (has_required<T>) {
        using parts = maker<T, bases_of<T>, own_members_of<T>>;
        return parts::build(std::make_index_sequence<parts::given()>());
    } else if constexpr (std::is_default_constructible_v<T> && !std::is_aggregate_v<T>)
        return T();
    else
        return T{};
}

/// Whether a container makes an empty one in its place by itself, as `make` would.
template <class T>
inline constexpr bool is_made_plainly = std::is_default_constructible_v<T> && !has_required<T>;

} // namespace apibind::detail
