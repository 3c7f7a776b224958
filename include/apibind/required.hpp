// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace apibind {

namespace detail {
/// How the library itself makes a `required` that will be filled in before anybody reads it.
struct unset {
    explicit constexpr unset(std::nullptr_t) {} // `{}` makes none: there it means an empty list
};
} // namespace detail

/// A member that every call must give. On the wire it is its value; leaving it out of the braces of a call does not
/// compile. It converts from whatever `T` converts from, and to `T const&`.
///
/// A list or a map takes its own braces inside those of the member: `.phone_number = {{"441", "442"}}`.
template <class T>
class required {
public:
    using value_type = T;

    __attribute__((unavailable("apibind: a required member was left out of this call: give it in the braces")))
    required();

    explicit constexpr required(detail::unset) : value_() {}

    constexpr required(T value) noexcept(std::is_nothrow_move_constructible_v<T>) : value_(std::move(value)) {}

    template <class U>
        requires(std::convertible_to<U, T>&& std::constructible_from<T, U> &&
                 !std::same_as<std::remove_cvref_t<U>, T> && !std::same_as<std::remove_cvref_t<U>, required> &&
                 // std::string(nullptr) compiles and is undefined; what is meant is apibind::nullable and apibind::null
                 !std::same_as<std::remove_cvref_t<U>, std::nullptr_t>)
    constexpr required(U&& value) : value_(std::forward<U>(value)) {}

    constexpr T const& value() const& noexcept { return value_; }
    constexpr T& value() & noexcept { return value_; }
    constexpr T&& value() && noexcept { return std::move(value_); }
    constexpr T const& operator*() const noexcept { return value_; }
    constexpr T& operator*() noexcept { return value_; }
    constexpr T const* operator->() const noexcept { return &value_; }
    constexpr T* operator->() noexcept { return &value_; }
    constexpr operator T const&() const noexcept { return value_; }

    friend bool operator==(required const&, required const&) = default;

private:
    T value_;
};

} // namespace apibind
