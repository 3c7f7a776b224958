// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/codec.hpp>
#include <apibind/derived.hpp>
#include <apibind/nullable.hpp>
#include <apibind/one_or_many.hpp>
#include <apibind/open_enum.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace apibind {
class file;
}

/// The families of types that travel alike.
namespace apibind::detail {

template <class T>
concept has_codec = requires(T& value, std::string& text, std::string_view json) {
    { codec<T>::read(json, value, text) } -> std::same_as<bool>;
    codec<T>::write(value, text);
};

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_nullable : std::false_type {};
template <class T>
struct is_nullable<nullable<T>> : std::true_type {};
template <class T>
struct is_open_enum : std::false_type {};
template <class E>
struct is_open_enum<open_enum<E>> : std::true_type {};
template <class T>
struct is_variant : std::false_type {};
template <class... T>
struct is_variant<std::variant<T...>> : std::true_type {};
template <class T>
struct is_array : std::is_bounded_array<T> {};
template <class T, std::size_t N>
struct is_array<std::array<T, N>> : std::true_type {};
template <class T>
struct is_bits : std::false_type {};
template <class A>
struct is_bits<std::vector<bool, A>> : std::true_type {};

template <class T>
struct is_derived : std::false_type {};
template <class T>
struct is_derived<derived<T>> : std::true_type {};
template <class T>
struct is_one_or_many : std::false_type {};
template <class T>
struct is_one_or_many<one_or_many<T>> : std::true_type {};

template <class T>
concept map_like = requires(T& map) {
    typename T::key_type;
    typename T::mapped_type;
    map.try_emplace(std::declval<typename T::key_type>());
    map.clear();
};
template <class T>
concept list_like = !std::is_array_v<T> && requires(T & list, typename T::value_type value) {
    list.emplace_back(std::move(value));
    list.back();
    list.clear();
    list.begin();
    list.size();
};
template <class T>
concept character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

} // namespace apibind::detail
