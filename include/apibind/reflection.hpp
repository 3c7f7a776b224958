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

template <class Members, class Bases>
inline constexpr bool are_plain = false;
template <template <class...> class M, class... D, template <class...> class B>
inline constexpr bool are_plain<M<D...>, B<>> =
    (true && ... && std::is_member_object_pointer_v<std::remove_const_t<decltype(D::pointer)>>);

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

/// Where a wire name comes from: it was given, or follows from the identifier by a convention.
struct wire_spelling {
    char const* identifier = "";
    convention how = convention::as_written;
    bool is_given = false;
    std::string_view given{};
};

/// Of descriptor `D` of type `T`.
template <class T, class D>
constexpr wire_spelling spelling_of() {
    using home = typename declaring_type<T, D>::type;
    constexpr auto given = names_given_to<home>();
    constexpr int at = wire_of<std::remove_const_t<decltype(given)>, described_constant<D>()>::position;
    if constexpr (at >= 0)
        return {D::name, given.rest, true, given.wires[at]};
    else
        return {D::name, given.rest, false, {}};
}

// Not one that has a place or none: g++ -fsanitize=undefined takes no such address for a constant.
struct name_counter {
    std::size_t size = 0;
    constexpr void operator()(char) { ++size; }
};
struct name_writer {
    char* out;
    std::size_t size = 0;
    constexpr void operator()(char c) { out[size++] = c; }
};
template <class Put>
constexpr void spell(wire_spelling const& name, Put& put) {
    if (name.is_given)
        for (char c : name.given) put(c);
    else
        converted<Put&>(name.identifier, name.how, put);
}
/// As it stands before a member's value.
template <class Put>
constexpr void quote(wire_spelling const& name, Put& put) {
    put('"'), spell(name, put), put('"'), put(':');
}
constexpr std::size_t quoted_size(wire_spelling const* names, std::size_t count) {
    name_counter put;
    for (std::size_t i = 0; i != count; ++i) quote(names[i], put);
    return put.size;
}
/// Where each begins, and where all end, goes to `starts`.
constexpr void quote_all(wire_spelling const* names, std::size_t count, char* text, std::uint16_t* starts) {
    name_writer put{text};
    for (std::size_t i = 0; i != count; ++i) {
        starts[i] = static_cast<std::uint16_t>(put.size);
        quote(names[i], put);
    }
    starts[count] = static_cast<std::uint16_t>(put.size);
}

/// How many bytes may be read behind a list's last name, so that names are compared and copied by pieces of this size.
inline constexpr std::size_t quoted_padding = 16;

/// All wire names of a list of descriptors in one constant text.
template <std::size_t Count, std::size_t Size>
struct quoted_text {
    static_assert(Size <= 0xffff, "apibind: the wire names of one type are longer than 65535 bytes together");
    std::uint16_t starts[Count + 1]{};
    char text[Size + quoted_padding]{};
    constexpr explicit quoted_text(wire_spelling const* names) { quote_all(names, Count, text, starts); }
};
template <class T, class List>
struct quoted_names;
template <class T, template <class...> class L, class... D>
struct quoted_names<T, L<D...>> {
    static constexpr auto list() {
        if constexpr (has_wire_names<T> || has_bases<T>)
            return std::array<wire_spelling, sizeof...(D) + 1>{spelling_of<T, D>()...};
        else
            return std::array<wire_spelling, sizeof...(D) + 1>{wire_spelling{D::name}...};
    }
    static constexpr auto names = list();
    static constexpr quoted_text<sizeof...(D), quoted_size(names.data(), sizeof...(D))> all{names.data()};
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
    bool is_signed; ///< the enum's underlying type

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
    using quoted = quoted_names<E, L<D...>>;
    static constexpr auto make() {
        std::array<enumerator, sizeof...(D) + 1> out{};
        std::size_t i = 0;
        ((out[i] = {{quoted::all.text + quoted::all.starts[i] + 1,
                     static_cast<std::size_t>(quoted::all.starts[i + 1] - quoted::all.starts[i] - 3)},
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
                                          enumerator_array<E, enumerators_of<E>>::count,
                                          std::is_signed_v<std::underlying_type_t<E>>};

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
