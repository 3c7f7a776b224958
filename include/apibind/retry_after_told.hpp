// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/durations.hpp>

#include <concepts>
#include <optional>
#include <ratio>

/// When to come back, as a vendor's own error says it: the fact `retry_after_of`.
namespace apibind::detail {

template <class T>
inline constexpr bool is_optional_duration = false;
template <class Rep, class Period>
inline constexpr bool is_optional_duration<std::optional<std::chrono::duration<Rep, Period>>> = true;

/// What retry_after_of returns.
template <class T>
concept says_a_wait = is_optional_duration<T>;

/// More than ten years is no shorter for being cut, and can be added to a time.
inline constexpr std::chrono::seconds longest_retry_after = std::chrono::hours(10 * 366 * 24);

/// Rounded up, so that nobody comes too early. Nothing where it is negative or no number.
template <class Rep, class Period>
std::optional<std::chrono::seconds> whole_seconds(std::optional<std::chrono::duration<Rep, Period>> wait) {
    if (!wait) return {};
    // As floating point, which no unit overflows.
    std::chrono::duration<long double> const exact(*wait);
    if (!(exact.count() >= 0)) return {};
    if (exact >= longest_retry_after) return longest_retry_after;
    std::chrono::seconds const whole(static_cast<std::chrono::seconds::rep>(exact.count()));
    return whole < exact ? whole + std::chrono::seconds(1) : whole;
}

} // namespace apibind::detail
