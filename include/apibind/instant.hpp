// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>

namespace apibind {

/// A point of time of a clock: whole seconds and, where it is as fine as that, nanoseconds. It holds both the year 9999
/// and all nine digits of a fraction, which no duration of 64 bits does.
///
/// It is made from each std::chrono::time_point of that clock that it loses nothing of, and gives such back.
template <class Clock, class Finest>
class basic_instant {
public:
    using time_point = std::chrono::time_point<Clock, std::chrono::seconds>;

    constexpr basic_instant() = default;
    template <class Duration>
        requires(std::convertible_to<Duration, Finest>&& std::integral<typename Duration::rep>)
    constexpr basic_instant(std::chrono::time_point<Clock, Duration> at)
        : seconds_(std::chrono::floor<std::chrono::seconds>(at)),
          rest_(static_cast<std::int32_t>(std::chrono::nanoseconds(at - seconds_).count())) {}
    /// Whole seconds, and what comes behind them.
    constexpr basic_instant(time_point seconds,
                            std::chrono::nanoseconds behind) requires(std::same_as<Finest, std::chrono::nanoseconds>)
        : seconds_(seconds + std::chrono::floor<std::chrono::seconds>(behind)),
          rest_(static_cast<std::int32_t>((behind - std::chrono::floor<std::chrono::seconds>(behind)).count())) {}

    /// The second in which it lies.
    constexpr time_point seconds() const noexcept { return seconds_; }
    /// What comes behind that: 0 to 999,999,999.
    constexpr std::chrono::nanoseconds fraction() const noexcept { return std::chrono::nanoseconds(rest_); }

    /// As a time_point of that duration, `to<std::chrono::microseconds>()`; nothing where that would lose a part, or
    /// cannot hold it.
    template <class Duration>
    constexpr std::optional<std::chrono::time_point<Clock, Duration>> to() const {
        using period = typename Duration::period;
        using rep = typename Duration::rep;
        static_assert(std::integral<rep> && (period::num == 1 || period::den == 1),
                      "apibind: ask for a duration of an integer of seconds or of a part of a second");
        constexpr std::int64_t each = 1'000'000'000 / period::den; // nanoseconds, of a part of a second
        std::int64_t const whole = seconds_.time_since_epoch().count();
        if constexpr (period::den == 1) {
            if (rest_ != 0 || whole % period::num != 0) return {};
            return point<Duration>(whole / period::num);
        } else {
            static_assert(1'000'000'000 % period::den == 0, "apibind: ask for nothing finer than nanoseconds");
            if (rest_ % each != 0) return {};
            constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / period::den;
            if (whole >= most || whole <= -most) return {};
            return point<Duration>(whole * period::den + rest_ / each);
        }
    }

    friend constexpr bool operator==(basic_instant const&, basic_instant const&) = default;
    friend constexpr auto operator<=>(basic_instant const&, basic_instant const&) = default;

private:
    template <class Duration>
    static constexpr std::optional<std::chrono::time_point<Clock, Duration>> point(std::int64_t ticks) {
        auto const count = static_cast<typename Duration::rep>(ticks);
        if (static_cast<std::int64_t>(count) != ticks) return {};
        return std::chrono::time_point<Clock, Duration>(Duration(count));
    }

    time_point seconds_{};
    std::int32_t rest_ = 0;
};

} // namespace apibind
