// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

namespace apibind {

template <class T>
class required;

namespace detail {
/// How the library itself makes a `required` that will be filled in before anybody reads it.
struct unset {
    explicit constexpr unset(std::nullptr_t) {} // `{}` makes none: there it means an empty list
};
/// Whether every value of the integer type From is one of To. Characters are such types too.
template <class From, class To>
inline constexpr bool fits_whole = (std::is_signed_v<To> || !std::is_signed_v<From>)&&std::numeric_limits<From>::digits
                                   <= std::numeric_limits<To>::digits;

/// What a value is that comes from another required member.
template <class T>
struct given_value_ {
    using type = T;
};
template <class T>
struct given_value_<required<T>> {
    using type = T;
};
template <class T>
using given_value = typename given_value_<std::remove_cvref_t<T>>::type;

template <class From, class To>
concept narrows_integer = std::integral<From> && std::integral<To> && !std::same_as<From, bool> &&
                          !std::same_as<To, bool> && !fits_whole<From, To>;

/// Whether a value becomes a To without losing a part of it: 2.9 is no integer, a pointer no bool, and nullptr no
/// string (what is meant by that is nullable and apibind::null).
template <class From, class To, class Bare = given_value<From>>
concept converts_whole =
    std::convertible_to<From, To> && std::constructible_from<To, From> && !std::same_as<Bare, std::nullptr_t> &&
    !narrows_integer<Bare, To> &&
    !(std::integral<To> && std::floating_point<Bare>)&&!(std::same_as<To, bool> && !std::same_as<Bare, bool>);

/// Not constexpr: the compiler names it where a constant that does not fit would call it.
inline void apibind_this_number_does_not_fit_the_required_member() {}

template <class T>
inline constexpr bool is_plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;
template <class A, class B>
inline constexpr bool are_plain_and_comparable = [] {
    if constexpr (is_plain<A> && is_plain<B>) return requires(A a, B b) {
            a == b;
        };
    else
        return false;
}();
/// A negative integer equals none that has no sign.
template <class A, class B>
constexpr bool is_same_value(A a, B b) {
    if constexpr (std::integral<A> && std::integral<B> && std::is_signed_v<A> != std::is_signed_v<B>) {
        if constexpr (std::is_signed_v<A>)
            return a >= 0 && static_cast<std::make_unsigned_t<A>>(a) == b;
        else
            return b >= 0 && a == static_cast<std::make_unsigned_t<B>>(b);
    } else {
        return a == b;
    }
}

template <class To, class From>
consteval To fitting(From value) {
    if (!std::in_range<To>(value)) apibind_this_number_does_not_fit_the_required_member();
    return static_cast<To>(value);
}

} // namespace detail

/// A member that every call must give. On the wire it is its value; leaving it out of the braces of a call does not
/// compile. It converts from whatever `T` converts from, and to `T const&`.
///
/// A list or a map takes its own braces inside those of the member: `.phone_number = {{"441", "442"}}`.
template <class T>
class required {
public:
    using value_type = T;

    __attribute__((unavailable(
        "apibind: a required member was left out of this call, or given as {}: give its value in the braces")))
    required();

    explicit constexpr required(detail::unset) : value_() {}

    constexpr required(T value) noexcept(std::is_nothrow_move_constructible_v<T>) requires(!std::is_arithmetic_v<T>)
        : value_(std::move(value)) {}
    template <std::same_as<T> U>
        requires(std::is_arithmetic_v<T>)
    constexpr required(U value) noexcept : value_(value) {}

    template <class U>
        requires(detail::converts_whole<U, T> && !std::same_as<std::remove_cvref_t<U>, T> &&
                 !std::same_as<std::remove_cvref_t<U>, required>)
    constexpr required(U&& value) : value_(std::forward<U>(value)) {}

    /// A constant of another integer type whose value fits. A variable that may not fit does not compile: convert it
    /// where it is known to fit.
    template <class U>
        requires(detail::narrows_integer<U, T>)
    consteval required(U value) : value_(detail::fitting<T>(value)) {}

    constexpr T const& value() const& noexcept { return value_; }
    constexpr T& value() & noexcept { return value_; }
    constexpr T&& value() && noexcept { return std::move(value_); }
    constexpr T const& operator*() const noexcept { return value_; }
    constexpr T& operator*() noexcept { return value_; }
    constexpr T const* operator->() const noexcept { return &value_; }
    constexpr T* operator->() noexcept { return &value_; }
    constexpr operator T const&() const noexcept { return value_; }

    friend bool operator==(required const&, required const&) = default;
    /// With a number or an enumerator, which the language finds ambiguous otherwise.
    template <class U>
        requires(detail::are_plain_and_comparable<T, U>)
    friend constexpr bool operator==(required const& one, U other) { return detail::is_same_value(one.value_, other); }

private:
    T value_;
};

} // namespace apibind
