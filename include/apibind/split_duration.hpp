// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>

namespace apibind::detail {

/// A duration of whole seconds and nanoseconds of the same sign, which holds more than nanoseconds of 64 bits do.
struct split_duration {
    std::chrono::seconds seconds{};
    std::chrono::nanoseconds rest{}; ///< less than a second

    constexpr split_duration() = default;
    template <class Rep, class Period>
    constexpr split_duration(std::chrono::duration<Rep, Period> value)
        : seconds(std::chrono::duration_cast<std::chrono::seconds>(value)), rest(value - seconds) {}

    template <class Duration>
    constexpr std::optional<Duration> to() const {
        constexpr std::int64_t each = std::chrono::nanoseconds(1'000'000'000).count();
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / each - 1;
        if constexpr (std::convertible_to<std::chrono::seconds, Duration>) {
            if (seconds.count() > most || seconds.count() < -most) return {};
            auto const whole = std::chrono::nanoseconds(seconds) + rest;
            auto const out = std::chrono::duration_cast<Duration>(whole);
            if (out != whole) return {};
            return out;
        } else {
            auto const out = std::chrono::duration_cast<Duration>(seconds);
            if (rest.count() != 0 || out != seconds) return {};
            return out;
        }
    }
    constexpr bool is_negative() const { return seconds.count() < 0 || rest.count() < 0; }

    friend constexpr bool operator==(split_duration const&, split_duration const&) = default;
};

} // namespace apibind::detail
