// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/everything.hpp>
#include <apibind/object_table.hpp>
#include <apibind/type_exact.hpp>
#include <apibind/type_family.hpp>
#include <apibind/type_node.hpp>
#include <apibind/type_operations.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

/// The node of each type: see type_node.hpp.
namespace apibind::detail {

template <class K>
constexpr bool is_map_key() {
    if constexpr (std::is_enum_v<K>)
        return described_enum<K>;
    else
        return (std::integral<K> && !std::same_as<K, bool> && !character<K>) ||
               (std::constructible_from<K, std::string_view> && std::convertible_to<K const&, std::string_view>);
}

template <class T>
constexpr node make_node() {
    node out;
    auto is = [&](shape one, void const* table = nullptr) { out.form = one, out.table = table; };
    if constexpr (has_codec<T>) {
        is(shape::foreign, &foreign_table_of<T>);
    } else if constexpr (std::same_as<T, bool>) {
        is(shape::boolean);
    } else if constexpr (std::integral<T> && !character<T>) {
        is(std::is_signed_v<T> ? shape::signed_integer : shape::unsigned_integer);
        out.width = sizeof(T);
    } else if constexpr (std::same_as<T, float> || std::same_as<T, double>) {
        is(shape::floating);
        out.width = sizeof(T);
    } else if constexpr (std::same_as<T, std::string>) {
        is(shape::string);
    } else if constexpr (std::same_as<T, std::string_view>) {
        is(shape::string_view);
    } else if constexpr (std::same_as<T, std::monostate> || std::same_as<T, null_t>) {
        is(shape::null);
    } else if constexpr (std::same_as<T, everything_t>) {
        is(shape::nothing);
    } else if constexpr (std::same_as<T, file>) {
        is(shape::file);
    } else if constexpr (described_enum<T>) {
        is(shape::enumeration, &enum_table_of<T>);
        out.enumeration = &enum_table_of<T>;
        out.width = sizeof(T);
        out.wrong = enum_fault<T>();
    } else if constexpr (is_open_enum<T>::value) {
        if constexpr (described_enum<typename T::enum_type>) {
            is(shape::open_enumeration, &open_enum_table_of<T>);
            out.enumeration = &enum_table_of<typename T::enum_type>;
            out.wrong = enum_fault<typename T::enum_type>();
        } else {
            out.wrong = fault::not_described;
        }
    } else if constexpr (is_optional<T>::value || is_nullable<T>::value) {
        is(is_optional<T>::value ? shape::optional : shape::nullable, &optional_table_of<T>);
        out.inner = &node_of<typename T::value_type>;
    } else if constexpr (is_bits<T>::value) {
        is(shape::bits, &bits_table_of<T>);
    } else if constexpr (is_array<T>::value) {
        is(shape::array, &array_table_of<T>);
        out.inner = &node_of<typename array_traits<T>::element>;
    } else if constexpr (map_like<T>) {
        if constexpr (is_map_key<typename T::key_type>()) {
            is(shape::map, &map_table_of<T>);
            out.inner = &node_of<typename T::mapped_type>;
        } else {
            out.wrong = fault::bad_map_key;
        }
    } else if constexpr (list_like<T>) {
        is(shape::list, &list_table_of<T>);
        out.single = is_one_or_many<T>::value;
        out.inner = &node_of<typename T::value_type>;
    } else if constexpr (is_variant<T>::value) {
        is(shape::alternatives, &alternatives_table_of<T>);
        out.alternatives = &alternatives_table_of<T>;
    } else if constexpr (described_struct<T>) {
        if constexpr (!is_described_with_bases<T>) {
            out.wrong = fault::base_not_described;
        } else if constexpr (count_of<members_of<T>> > max_members) {
            out.wrong = fault::too_many_members;
        } else {
            is(shape::object, &object_table_of<T>);
            out.object = &object_table_of<T>;
            out.wrong = object_fault<T>();
        }
    } else {
        out.wrong = std::is_class_v<T> || std::is_enum_v<T> ? fault::not_described : fault::unsupported;
    }
    if (out.form != shape::foreign) out.known = exact_type<T>();
    return out;
}

} // namespace apibind::detail
