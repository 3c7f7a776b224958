// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64_bytes.hpp>
#include <apibind/codec.hpp>
#include <apibind/constant.hpp>
#include <apibind/derived.hpp>
#include <apibind/described_json.hpp>
#include <apibind/durations.hpp>
#include <apibind/in_string.hpp>
#include <apibind/joined.hpp>
#include <apibind/nullable.hpp>
#include <apibind/one_or_many.hpp>
#include <apibind/open_enum.hpp>
#include <apibind/reflection.hpp>
#include <apibind/smart_pointers.hpp>
#include <apibind/tagged.hpp>
#include <apibind/text_codec.hpp>

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

template <class T>
class additional_properties; // whose header is large, as that of std::map is
class file;

/// The families of types that travel alike.
namespace detail {

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
inline constexpr bool is_constant = false;
template <auto Value>
inline constexpr bool is_constant<constant<Value>> = true;
template <class T>
struct is_derived : std::false_type {};
template <class T>
struct is_derived<derived<T>> : std::true_type {};
template <class T>
struct is_one_or_many : std::false_type {};
template <class T>
struct is_one_or_many<one_or_many<T>> : std::true_type {};

/// Whether the type is complete here.
template <class T>
concept complete = requires {
    sizeof(T);
};

template <class T>
concept has_text_codec = requires(T const& value, std::string& text) {
    text_codec<T>::expected;
    text_codec<T>::write(value, text);
};
template <class T>
constexpr bool is_secret_text() {
    if constexpr (requires { text_codec<T>::is_secret; })
        return text_codec<T>::is_secret;
    else
        return false;
}
/// What has a value of its own elsewhere, or none.
template <class T>
struct is_owner : std::false_type {};
template <class T>
struct is_owner<std::unique_ptr<T>> : std::bool_constant<!std::is_array_v<T>> {};
template <class T>
struct is_owner<std::shared_ptr<T>> : std::bool_constant<!std::is_array_v<T>> {};
template <class T>
struct is_duration : std::false_type {};
template <class Rep, class Period>
struct is_duration<std::chrono::duration<Rep, Period>> : std::true_type {};
/// By name, as its header is not here.
template <class T>
struct is_plain_time
    : std::bool_constant<type_name<T>().starts_with("std::") && type_name<T>().ends_with("::chrono::year_month_day")> {
};
template <class Clock, class Duration>
struct is_plain_time<std::chrono::time_point<Clock, Duration>> : std::true_type {};
template <class T>
struct is_base64 : std::false_type {};
template <base64_form F>
struct is_base64<basic_base64<F>> : std::true_type {};
template <class T>
struct is_joined : std::false_type {};
template <class T, char Separator>
struct is_joined<joined<T, Separator>> : std::true_type {};
template <class T>
struct is_in_string : std::false_type {};
template <class T>
struct is_in_string<in_string<T>> : std::true_type {};
template <class T>
struct is_additional : std::false_type {};
template <class T>
struct is_additional<additional_properties<T>> : std::true_type {};
template <class T>
struct is_tagged : std::false_type {};
template <auto Tag, class... Each>
struct is_tagged<tagged<Tag, Each...>> : std::true_type {};
template <class T>
struct is_keyed : std::false_type {};
template <class... Each>
struct is_keyed<keyed<Each...>> : std::true_type {};
template <class T>
inline constexpr bool is_made_of_choices = false;
template <auto Tag, class... Each>
inline constexpr bool is_made_of_choices<tagged<Tag, Each...>> = are_choices<Each...>;
template <class... Each>
inline constexpr bool is_made_of_choices<keyed<Each...>> = are_choices<Each...>;

// A struct that derives from a union and adds no member is that union: so a recursive one has a name.
template <class... Each>
std::type_identity<keyed<Each...>> union_under(keyed<Each...> const*);
template <auto Tag, class... Each>
std::type_identity<tagged<Tag, Each...>> union_under(tagged<Tag, Each...> const*);
template <class... Each>
std::type_identity<std::variant<Each...>> variant_under(std::variant<Each...> const*);

template <class T>
struct choice_of_ {};
template <class T>
    requires(std::is_class_v<T>&& requires(T const* it) { union_under(it); })
struct choice_of_<T> : decltype(union_under(static_cast<T const*>(nullptr))) {};
template <class T>
struct variant_of_ {};
template <class T>
    requires(
        std::is_class_v<T>&& requires(T const* it) { variant_under(it); } &&
        !requires { typename choice_of_<T>::type; })
struct variant_of_<T> : decltype(variant_under(static_cast<T const*>(nullptr))) {};
/// The tagged or keyed, or the std::variant, that a type is.
template <class T>
using choice_of = typename choice_of_<T>::type;
template <class T>
using variant_of = typename variant_of_<T>::type;

template <class T, class Union>
inline constexpr bool adds_nothing_to = sizeof(T) == sizeof(Union) && std::is_polymorphic_v<T> == false;
template <class T>
concept is_choice = requires {
    typename choice_of<T>;
}
&&adds_nothing_to<T, choice_of<T>>;
/// JSON has no step into what a pointer points to: such an alternative would be the whole again.
template <class T, class Union>
inline constexpr bool owns_itself = false;
template <class T, class... Each>
inline constexpr bool owns_itself<T, std::variant<Each...>> =
    (false || ... || (std::is_same_v<Each, std::unique_ptr<T>> || std::is_same_v<Each, std::shared_ptr<T>>));
template <class T>
concept is_alternatives = requires {
    typename variant_of<T>;
}
&&adds_nothing_to<T, variant_of<T>> && !owns_itself<T, variant_of<T>>;

template <class T>
concept map_like = requires(T& map) {
    typename T::key_type;
    typename T::mapped_type;
    map.try_emplace(std::declval<typename T::key_type>());
    map.clear();
};
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = !std::same_as<T, bool>;
/// Of a vector nothing is asked, as each question would have the compiler look up a function of it.
template <class T>
concept list_like = is_vector<T> ||(!std::is_array_v<T> && requires(T & list, typename T::value_type value) {
    list.emplace_back(std::move(value));
    list.back();
    list.clear();
    list.begin();
    list.size();
});
template <class T>
concept character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

} // namespace detail
} // namespace apibind
