// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/names.hpp>
#include <apibind/reflection.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// The names of the wire of described types, as constant texts.
namespace apibind::detail {

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

/// Whether an enum's values stand for themselves.
template <class T>
inline constexpr bool is_numbered = false;
template <class T>
    requires has_wire_names<T>
inline constexpr bool is_numbered<T> = names_given_to<T>().rest == convention::as_numbers;

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
    using type = typename member_pointer_traits<decltype(D::pointer)>::class_type;
};

/// Where a wire name comes from: it was given, or follows from the identifier by a convention.
struct wire_spelling {
    char const* identifier = "";
    convention how = convention::as_written;
    bool is_given = false;
    std::string_view given{};
    std::uint64_t magnitude = 0; ///< of an enumerator that is its number
    bool is_negative = false;

    constexpr bool is_identifier() const { return !is_given && how == convention::as_written; }
};

/// Of descriptor `D` of type `T`.
template <class T, class D>
constexpr wire_spelling spelling_of() {
    using home = typename declaring_type<T, D>::type;
    constexpr auto given = names_given_to<home>();
    constexpr int at = wire_of<std::remove_const_t<decltype(given)>, described_constant<D>()>::position;
    if constexpr (at >= 0)
        return {D::name, given.rest, true, given.wires[at]};
    else if constexpr (given.rest == convention::as_numbers && std::is_enum_v<T>) {
        constexpr auto value = static_cast<std::underlying_type_t<T>>(D::value);
        constexpr auto bits = static_cast<std::uint64_t>(value);
        return {D::name, given.rest, false, {}, value < 0 ? 0 - bits : bits, value < 0};
    } else
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
constexpr void spell_number(std::uint64_t magnitude, Put& put) {
    if (magnitude >= 10) spell_number(magnitude / 10, put);
    put(static_cast<char>('0' + magnitude % 10));
}
template <class Put>
constexpr void spell(wire_spelling const& name, Put& put) {
    if (name.how == convention::as_numbers && !name.is_given) {
        if (name.is_negative) put('-');
        return spell_number(name.magnitude, put);
    }
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
    for (std::size_t i = 0; i != count; ++i)
        if (names[i].is_identifier()) // without a step of the compiler's for each character, as is most of all names
            put.size += __builtin_strlen(names[i].identifier) + std::string_view("\"\":").size();
        else
            quote(names[i], put);
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
template <class T>
struct described_list {
    using type = members_of<T>;
};
template <class E>
    requires std::is_enum_v<E>
struct described_list<E> {
    using type = enumerators_of<E>;
};
/// Whether the names of the wire are those of C++, each one plain and another than the others.
template <class T>
inline constexpr bool is_named_as_written = !has_wire_names<T> && !has_bases<T>;
template <class T, template <class...> class L, class... D>
constexpr auto spellings_of(L<D...>*) {
    if constexpr (is_named_as_written<T>)
        return std::array<wire_spelling, sizeof...(D) + 1>{wire_spelling{D::name}...};
    else
        return std::array<wire_spelling, sizeof...(D) + 1>{spelling_of<T, D>()...};
}
// Named by T alone: lists of descriptors have long names, which the compiler would write down for each constant.
template <class T>
struct quoted_names {
    static constexpr auto names = spellings_of<T>(static_cast<typename described_list<T>::type*>(nullptr));
    static constexpr std::size_t count = names.size() - 1;
    static constexpr quoted_text<count, quoted_size(names.data(), count)> all{names.data()};
};

constexpr bool is_plain_name(std::string_view name) {
    for (char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f) return false;
    return !name.empty();
}

} // namespace apibind::detail
