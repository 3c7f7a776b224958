// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/required.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace apibind {

/// A value whose JSON text stands within a JSON string: `in_string<int>` is "12", `in_string<bool>` is "true", and
/// that of a struct is "{\"a\":1}". Of a number or a boolean the bare form is read as well; the string is written. In a
/// URL, a form or a header field it is the text itself.
///
/// Members of a text in a string that its type does not know are left out without a note; strict reading refuses them.
template <class T>
class in_string {
public:
    using value_type = T;

    constexpr in_string() = default;
    constexpr in_string(T value) requires(!std::is_arithmetic_v<T>) : value_(std::move(value)) {}
    template <std::same_as<T> U>
        requires(std::is_arithmetic_v<T>)
    constexpr in_string(U value) noexcept : value_(value) {}
    template <class U>
        requires(detail::converts_whole<U, T> && !std::same_as<std::remove_cvref_t<U>, T> &&
                 !std::same_as<std::remove_cvref_t<U>, in_string>)
    constexpr in_string(U&& value) : value_(std::forward<U>(value)) {}

    constexpr T const& value() const& noexcept { return value_; }
    constexpr T& value() & noexcept { return value_; }
    constexpr T&& value() && noexcept { return std::move(value_); }
    constexpr T const& operator*() const noexcept { return value_; }
    constexpr T& operator*() noexcept { return value_; }
    constexpr T const* operator->() const noexcept { return &value_; }
    constexpr T* operator->() noexcept { return &value_; }

    friend bool operator==(in_string const&, in_string const&) = default;

private:
    T value_{};
};

} // namespace apibind
