// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/split_duration.hpp>
#include <apibind/text_codec.hpp>
#include <apibind/time_scanner.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace apibind {

/// A duration of ISO 8601: `PT1H30M`, `P1DT12H`, `P2W`, `P1Y6M`, `-PT0.5S`. What has no fixed length is kept apart: the
/// months, of which twelve are a year, and the days, of which seven are a week. It is made from each
/// std::chrono::duration of integers down to nanoseconds: then hours, minutes and seconds are written.
///
/// Only seconds have a fraction, of nine digits at most. Parts of which some are negative and some are not have no
/// text.
class iso8601_duration {
public:
    constexpr iso8601_duration() = default;
    template <class Rep, class Period>
        requires(std::integral<Rep>&& std::convertible_to<std::chrono::duration<Rep, Period>, std::chrono::nanoseconds>)
    constexpr iso8601_duration(std::chrono::duration<Rep, Period> time) : time_(time) {}
    /// Months, days, and the time behind them.
    constexpr iso8601_duration(std::chrono::months months, std::chrono::days days, std::chrono::nanoseconds time = {})
        : months_(months), days_(days), time_(time) {}

    constexpr std::chrono::months months() const noexcept { return months_; }
    constexpr std::chrono::days days() const noexcept { return days_; }
    /// Hours, minutes and seconds: the whole seconds of them, and the nanoseconds of the same sign behind.
    constexpr std::chrono::seconds seconds() const noexcept { return time_.seconds; }
    constexpr std::chrono::nanoseconds fraction() const noexcept { return time_.rest; }
    /// As that duration, a day of 24 hours; nothing where there are months, or it would lose a part or cannot hold it.
    template <class Duration>
    constexpr std::optional<Duration> to() const {
        if (months_.count() != 0) return {};
        auto whole = time_;
        whole.seconds += days_;
        if (whole.rest.count() < 0 && whole.seconds.count() > 0)
            whole.seconds -= std::chrono::seconds(1), whole.rest += std::chrono::seconds(1);
        if (whole.rest.count() > 0 && whole.seconds.count() < 0)
            whole.seconds += std::chrono::seconds(1), whole.rest -= std::chrono::seconds(1);
        return whole.template to<Duration>();
    }

    friend constexpr bool operator==(iso8601_duration const&, iso8601_duration const&) = default;

private:
    friend struct text_codec<iso8601_duration>;
    std::chrono::months months_{};
    std::chrono::days days_{};
    detail::split_duration time_;
};

template <>
struct text_codec<iso8601_duration> {
    static constexpr std::string_view expected = "a duration such as \"PT1H30M\" (ISO 8601)";
    static std::string write(iso8601_duration const& value, std::string& text) {
        std::int64_t const months = value.months_.count(), days = value.days_.count();
        std::int64_t const seconds = value.time_.seconds.count(), rest = value.time_.rest.count();
        bool const negative = months < 0 || days < 0 || value.time_.is_negative();
        if (negative && (months > 0 || days > 0 || seconds > 0 || rest > 0))
            return "is a duration whose parts have different signs";
        if (months == 0 && days == 0 && seconds == 0 && rest == 0) return text += "PT0S", std::string();
        text += negative ? "-P" : "P";
        auto const part = [&](std::int64_t number, char unit) {
            if (number == 0) return;
            detail::append_digits(text, number, 1);
            text += unit;
        };
        part(months / 12, 'Y');
        part(months % 12, 'M');
        part(days, 'D');
        if (seconds == 0 && rest == 0) return {};
        text += 'T';
        part(seconds / 3600, 'H');
        part(seconds / 60 % 60, 'M');
        if (seconds % 60 != 0 || rest != 0) {
            detail::append_digits(text, seconds % 60, 1);
            detail::append_fraction(text, rest);
            text += 'S';
        }
        return {};
    }
    static bool read(std::string_view text, iso8601_duration& value) {
        detail::time_scanner in(text);
        bool const negative = in.takes("-");
        in.needs("P");
        std::int64_t months = 0, days = 0, seconds = 0;
        int rest = 0;
        bool any = false, ended = false;
        // Each unit once, in this order.
        auto const units = [&](std::string_view order, auto use) {
            while (in.is_sound() && in.is_next_digit() && !ended) {
                auto const number = in.number(9);
                if (in.takes(".,")) rest = in.nanoseconds(), ended = true;
                std::size_t i = 0;
                while (i != order.size() && !in.takes(order.substr(i, 1))) ++i;
                in.fails_unless(i != order.size() && (!ended || order[i] == 'S'));
                if (!in.is_sound()) return;
                use(order[i], number);
                order.remove_prefix(i + 1);
                any = true;
            }
        };
        units("YMWD", [&](char unit, std::int64_t n) {
            (unit == 'Y' || unit == 'M' ? months : days) += unit == 'Y' ? 12 * n : unit == 'W' ? 7 * n : n;
        });
        if (in.takes("T")) {
            any = false;
            units("HMS", [&](char unit, std::int64_t n) {
                seconds += unit == 'H' ? 3600 * n : unit == 'M' ? 60 * n : n;
            });
        }
        constexpr std::int64_t most = 0x7fffffff; // of std::chrono's own days and months
        if (!in.is_whole() || !any || months > most || days > most) return false;
        int const sign = negative ? -1 : 1;
        value.months_ = std::chrono::months(static_cast<std::chrono::months::rep>(sign * months));
        value.days_ = std::chrono::days(static_cast<std::chrono::days::rep>(sign * days));
        value.time_.seconds = std::chrono::seconds(sign * seconds);
        value.time_.rest = std::chrono::nanoseconds(sign * rest);
        return true;
    }
};

} // namespace apibind
