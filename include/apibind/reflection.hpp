// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/names.hpp>
#include <apibind/required.hpp>

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// What Boost.Describe knows of a type, with the names of the wire, as constant tables.
namespace apibind::detail {

template <class T>
concept described_struct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept described_enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

/// The type's name as a person writes it.
template <class T>
consteval std::string_view type_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    auto const begin = text.find("T = ") + 4;
    auto const more = text.rfind("; std::string_view"); // g++ explains its names behind it
    auto const end = more == std::string_view::npos ? text.size() - 1 : more;
    return text.substr(begin, end - begin);
}

/// A number that tells types apart where their tables' addresses cannot: in constant expressions under
/// -fsanitize=undefined. FNV-1a of the name.
template <class T>
consteval std::uint64_t type_hash() {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (char c : type_name<T>()) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

/// A type list whose members are Boost.Describe's descriptors: `pointer` or `value`, and `name`.
template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
template <class T>
using own_members_of = boost::describe::describe_members<T, boost::describe::mod_public>;
template <class E>
using enumerators_of = boost::describe::describe_enumerators<E>;
template <class T>
using bases_of = boost::describe::describe_bases<T, boost::describe::mod_any_access>;

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

template <class P>
struct member_pointer_traits;
template <class M, class C>
struct member_pointer_traits<M C::*> {
    using member_type = M;
    using class_type = C;
};
template <class D>
using member_type_of = typename member_pointer_traits<std::remove_const_t<decltype(D::pointer)>>::member_type;

// Names -------------------------------------------------------------------------------------------------------------

template <class T>
inline constexpr bool is_name_list = false;
template <class... Renamed>
inline constexpr bool is_name_list<name_list<Renamed...>> = true;
/// Whether the compiler can see what wire_names returns.
template <class T>
concept has_constant_wire_names = requires {
    typename std::bool_constant<(static_cast<void>(wire_names(std::type_identity<T>{})), true)>;
};
template <class T>
concept has_foreign_wire_names =
    has_wire_names<T> && !(is_name_list<decltype(wire_names(std::type_identity<T>{}))> && has_constant_wire_names<T>);

template <class T>
constexpr auto names_given_to() {
    if constexpr (has_wire_names<T> && !has_foreign_wire_names<T>)
        return wire_names(std::type_identity<T>{});
    else
        return name_list<>{};
}
template <class T>
using name_list_of = decltype(names_given_to<T>());

template <class D>
constexpr auto described_constant() {
    if constexpr (requires { D::pointer; })
        return D::pointer;
    else
        return D::value;
}

/// The class that a descriptor's member was declared in (its names may be given there), or the enum itself.
template <class T, class D>
struct declaring_type {
    using type = T;
};
template <class T, class D>
    requires requires {
        D::pointer;
    }
struct declaring_type<T, D> {
    using type = typename member_pointer_traits<std::remove_const_t<decltype(D::pointer)>>::class_type;
};

/// Takes names one character after the other; only counts them where it has no place for them.
struct name_writer {
    char* out = nullptr;
    std::size_t size = 0;
    constexpr void operator()(char c) {
        if (out) out[size] = c;
        ++size;
    }
};

/// Spells the wire name of descriptor `D` of type `T`.
template <class T, class D, class Put>
constexpr void spell(Put&& put) {
    using home = typename declaring_type<T, D>::type;
    constexpr auto given = names_given_to<home>();
    constexpr int at = wire_of<std::remove_const_t<decltype(given)>, described_constant<D>()>::position;
    if constexpr (at >= 0)
        for (char c : given.wires[at]) put(c);
    else
        converted<Put&>(D::name, given.rest, put);
}

/// How many bytes may be read behind a list's last name, so that names are compared and copied by pieces of this size.
inline constexpr std::size_t quoted_padding = 16;

/// All wire names of a list of descriptors in one constant text, each written as `"name":`.
template <class T, class List>
struct quoted_names;
template <class T, template <class...> class L, class... D>
struct quoted_names<T, L<D...>> {
    static constexpr auto measure() {
        std::array<std::uint16_t, sizeof...(D) + 1> out{};
        name_writer put;
        std::size_t i = 0;
        ((put('"'), spell<T, D>(put), put('"'), put(':'), out[++i] = static_cast<std::uint16_t>(put.size)), ...);
        return out;
    }
    static constexpr auto starts = measure();
    static constexpr auto write() {
        std::array<char, starts[sizeof...(D)] + quoted_padding> out{};
        name_writer put{out.data()};
        ((put('"'), spell<T, D>(put), put('"'), put(':')), ...);
        return out;
    }
    static constexpr auto text = write();
};

constexpr bool is_plain_name(std::string_view name) {
    for (char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f) return false;
    return !name.empty();
}

// Enums -------------------------------------------------------------------------------------------------------------

struct enumerator {
    std::string_view name;
    std::int64_t value;
};
struct enum_table {
    enumerator const* entries;
    std::size_t count;

    constexpr enumerator const* find(std::string_view name) const {
        for (std::size_t i = 0; i != count; ++i)
            if (entries[i].name == name) return entries + i;
        return nullptr;
    }
    constexpr enumerator const* find(std::int64_t value) const {
        for (std::size_t i = 0; i != count; ++i)
            if (entries[i].value == value) return entries + i;
        return nullptr;
    }
};

template <class E, class List>
struct enumerator_array;
template <class E, template <class...> class L, class... D>
struct enumerator_array<E, L<D...>> {
    using text = quoted_names<E, L<D...>>;
    static constexpr auto make() {
        std::array<enumerator, sizeof...(D) + 1> out{};
        std::size_t i = 0;
        ((out[i] = {{text::text.data() + text::starts[i] + 1,
                     static_cast<std::size_t>(text::starts[i + 1] - text::starts[i] - 3)},
                    static_cast<std::int64_t>(D::value)},
          ++i),
         ...);
        return out;
    }
    static constexpr auto entries = make();
    static constexpr std::size_t count = sizeof...(D);
};

template <class E>
inline constexpr enum_table enum_table_of{enumerator_array<E, enumerators_of<E>>::entries.data(),
                                          enumerator_array<E, enumerators_of<E>>::count};

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

/// Whether BOOST_DESCRIBE names every member of an aggregate: one more initialiser than those must not fit.
template <class T>
constexpr bool is_described_whole() {
    if constexpr (std::is_aggregate_v<T>) {
        constexpr std::size_t known = initialisers_of<own_members_of<T>>::value + count_of<bases_of<T>>;
        return !takes<T, std::make_index_sequence<known + 1>>::value;
    } else {
        return true;
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
template <class T>
inline constinit dummy_storage<T> dummy{};

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

} // namespace apibind::detail
