// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace apibind {
namespace detail {

/// A text, or the digits of an integer, as a template argument.
template <std::size_t N>
struct wire_constant {
    char text[N]{};
    std::size_t size = 0;
    bool is_number = false;

    consteval wire_constant(char const (&from)[N]) : size(N - 1) {
        for (std::size_t i = 0; i != N; ++i) text[i] = from[i];
    }
    consteval wire_constant(std::integral auto number) requires(N == 21) : is_number(true) {
        bool const negative = number < 0;
        unsigned long long rest =
            negative ? 0 - static_cast<unsigned long long>(number) : static_cast<unsigned long long>(number);
        std::size_t digits = 1;
        for (auto r = rest; r > 9; r /= 10) ++digits;
        size = digits + (negative ? 1 : 0);
        if (negative) text[0] = '-';
        for (std::size_t i = size; digits != 0; --digits, rest /= 10) text[--i] = static_cast<char>('0' + rest % 10);
    }
    constexpr std::string_view view() const { return {text, size}; }
};
template <std::size_t N>
wire_constant(char const (&)[N]) -> wire_constant<N>;
wire_constant(std::integral auto) -> wire_constant<21>;

} // namespace detail

/// One of the types of a `tagged` or `keyed`, and what the wire calls it: a text, or, of a tag, an integer.
template <detail::wire_constant Wire, class T>
struct as {
    static constexpr auto wire = Wire;
    using type = T;
};

/// Stands last among the types of a `tagged` or `keyed` whose vendor may add some: takes an object of a name that is
/// not known, whole, and is written back as it came. Without it such an object is a decode failure with its path.
struct other {
    std::string tag;  ///< of a `keyed`, the key; of a tag that is no text, its JSON
    std::string json; ///< the whole object

    friend bool operator==(other const&, other const&) = default;
};

namespace detail {

template <class T>
struct alternative {
    using type = T;
};
template <wire_constant Wire, class T>
struct alternative<as<Wire, T>> {
    using type = T;
};
template <class T>
inline constexpr bool is_as = false;
template <wire_constant Wire, class T>
inline constexpr bool is_as<as<Wire, T>> = true;

/// as<...> one after the other, behind which there may be an `other`.
template <class... Each>
inline constexpr bool are_choices = false;
template <class First, class... Rest>
inline constexpr bool are_choices<First, Rest...> = is_as<First> && (sizeof...(Rest) == 0 || are_choices<Rest...>);
template <class First>
inline constexpr bool are_choices<First, other> = is_as<First>;

} // namespace detail

/// One of several described structs, told apart by a member of their object (OpenAPI's discriminator):
///
///     using method = apibind::tagged<"type", apibind::as<"card", card>, apibind::as<"sepa", sepa>, apibind::other>;
///
/// is `{"type":"card","last4":"4242"}`. The tag is written first and may be anywhere when it is read. A struct need
/// have no member for it; one that has is given the tag when it is read, and is not asked for it when it is written, as
/// the tag is told by which type it is. Use it as the std::variant that it is: `std::get_if<card>(&method)`,
/// `std::visit`.
template <detail::wire_constant Tag, class... Each>
class tagged : public std::variant<typename detail::alternative<Each>::type...> {
public:
    using variant = std::variant<typename detail::alternative<Each>::type...>;
    using variant::variant;
    using variant::operator=;
    static constexpr auto tag = Tag;
};

/// One of several types, told apart by the name of the only member of an object, whose value it is:
/// `keyed<as<"card", card>, as<"iban", std::string>>` is `{"card":{...}}` or `{"iban":"PL61..."}`. Members of other
/// names, and null, are passed over when it is read; without one that is known and not null it is a decode failure.
/// It is a std::variant.
template <class... Each>
class keyed : public std::variant<typename detail::alternative<Each>::type...> {
public:
    using variant = std::variant<typename detail::alternative<Each>::type...>;
    using variant::variant;
    using variant::operator=;
};

} // namespace apibind
