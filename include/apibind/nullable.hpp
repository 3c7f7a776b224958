// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp> // first: g++ would say that its decode_reason::null shadows apibind::null
#include <apibind/required.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace apibind {

/// JSON's null as a value of its own: `.note = apibind::null`.
struct null_t {
    friend constexpr bool operator==(null_t, null_t) = default;
};
inline constexpr null_t null{};

/// A member that may be absent, null, or have a value, and keeps the three apart (RFC 7396 gives null a meaning).
/// Absent is the default and is left out of the body; null is written as `null`.
template <class T>
class nullable {
public:
    using value_type = T;

    constexpr nullable() = default;
    constexpr nullable(null_t) : null_(true) {}
    constexpr nullable(T value) requires(!std::is_arithmetic_v<T>) : value_(std::move(value)) {}
    template <std::same_as<T> U>
        requires(std::is_arithmetic_v<T>)
    constexpr nullable(U value) noexcept : value_(value) {}
    /// A value of another type that becomes a T without losing a part of it.
    template <class U>
        requires(detail::converts_whole<U, T> && !std::same_as<std::remove_cvref_t<U>, T> &&
                 !std::same_as<std::remove_cvref_t<U>, nullable> && !std::same_as<std::remove_cvref_t<U>, null_t>)
    constexpr nullable(U&& value) : value_(std::forward<U>(value)) {}
    /// A constant of another integer type whose value fits, as of apibind::required.
    template <class U>
        requires(detail::narrows_integer<U, T>)
    consteval nullable(U value) : value_(detail::fitting<T>(value)) {}

    constexpr bool is_absent() const noexcept { return !value_ && !null_; }
    constexpr bool is_null() const noexcept { return null_; }
    constexpr bool has_value() const noexcept { return value_.has_value(); }
    constexpr explicit operator bool() const noexcept { return has_value(); }

    /// Precondition: has_value().
    constexpr T const& operator*() const noexcept { return *value_; }
    constexpr T& operator*() noexcept { return *value_; }
    constexpr T const* operator->() const noexcept { return &*value_; }
    constexpr T* operator->() noexcept { return &*value_; }

    /// Makes a value of its own in place, whatever was there before.
    template <class... Args>
    constexpr T& emplace(Args&&... args) {
        null_ = false;
        return value_.emplace(std::forward<Args>(args)...);
    }
    constexpr void reset() noexcept {
        value_.reset();
        null_ = false;
    }

    friend bool operator==(nullable const&, nullable const&) = default;

private:
    std::optional<T> value_;
    bool null_ = false;
};

} // namespace apibind
