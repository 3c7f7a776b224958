// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The parts that texts of times are made of.
namespace apibind::detail {

/// Reads from left to right; once something is amiss, all is.
class time_scanner {
public:
    explicit constexpr time_scanner(std::string_view text) : rest_(text) {}

    /// One of the characters, or nothing is taken.
    constexpr bool takes(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == any_of.npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    constexpr void needs(std::string_view any_of) { is_sound_ = takes(any_of) && is_sound_; }
    constexpr bool takes_text(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    /// A number of that many digits.
    constexpr int digits(std::size_t count) {
        int out = 0;
        for (std::size_t i = 0; i != count; ++i) {
            if (!is_next_digit()) return is_sound_ = false, 0;
            out = out * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return out;
    }
    /// A number of 1 to `most` digits, at most 18.
    constexpr std::int64_t number(std::size_t most) {
        std::int64_t out = 0;
        std::size_t count = 0;
        for (; is_next_digit() && count != most; ++count) {
            out = out * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        is_sound_ = is_sound_ && count != 0 && !is_next_digit();
        return out;
    }
    /// The digits behind a point, as nanoseconds. What is finer than those must be zero.
    constexpr int nanoseconds() {
        int out = 0, scale = 100'000'000;
        is_sound_ = is_sound_ && is_next_digit();
        for (; is_next_digit(); scale /= 10) {
            int const digit = rest_.front() - '0';
            if (scale == 0 && digit != 0) is_sound_ = false;
            out += digit * scale;
            rest_.remove_prefix(1);
        }
        return out;
    }
    /// Which of the names stands here.
    template <std::size_t N>
    constexpr unsigned one_of(std::string_view const (&names)[N]) {
        for (unsigned i = 0; i != N; ++i)
            if (takes_text(names[i])) return i;
        is_sound_ = false;
        return 0;
    }
    constexpr void fails_unless(bool right) { is_sound_ = is_sound_ && right; }
    constexpr bool is_next(char c) const { return !rest_.empty() && rest_.front() == c; }
    constexpr bool is_next_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    constexpr bool is_sound() const { return is_sound_; }
    constexpr bool is_whole() const { return is_sound_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool is_sound_ = true;
};

/// The digits of a number without its sign, at least `digits` of them.
inline void append_digits(std::string& out, std::int64_t value, std::size_t digits) {
    auto const signless = static_cast<std::uint64_t>(value);
    auto const text = std::to_string(value < 0 ? 0 - signless : signless);
    if (text.size() < digits) out.append(digits - text.size(), '0');
    out += text;
}
/// `.5`, `.123456789`, or nothing for zero.
inline void append_fraction(std::string& out, std::int64_t nanoseconds) {
    if (nanoseconds == 0) return;
    out += '.';
    append_digits(out, nanoseconds, 9); // of either sign
    while (out.back() == '0') out.pop_back();
}

/// `2026-11-27`.
inline void append_date(std::string& out, std::chrono::year_month_day date) {
    append_digits(out, static_cast<int>(date.year()), 4);
    out += '-';
    append_digits(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    append_digits(out, static_cast<unsigned>(date.day()), 2);
}
inline std::chrono::year_month_day scan_date(time_scanner& in) {
    using namespace std::chrono;
    year const y(in.digits(4));
    in.needs("-");
    month const m(static_cast<unsigned>(in.digits(2)));
    in.needs("-");
    day const d(static_cast<unsigned>(in.digits(2)));
    year_month_day const out(y, m, d);
    in.fails_unless(out.ok());
    return out;
}

/// What a text of a time says, as it says it.
struct civil_time {
    std::chrono::year_month_day date{};
    int hour = 0, minute = 0, second = 0;
    int nanoseconds = 0;
    int offset = 0; ///< minutes ahead of UTC

    bool is_right() const { return date.ok() && hour < 24 && minute < 60 && (second < 60 || is_leap_second()); }
    /// A 61st second stands at the end of a day of UTC only; it is read as the next one, as it has none of its own.
    bool is_leap_second() const { return second == 60 && (hour * 60 + minute - offset + 2 * 1440) % 1440 == 1439; }
    std::int64_t seconds() const {
        auto const days = std::chrono::sys_days(date).time_since_epoch().count();
        return days * std::int64_t{86400} + hour * 3600 + minute * 60 + second - offset * std::int64_t{60};
    }
};

/// The texts of times have years of four digits.
inline constexpr std::int64_t first_second = -62'167'219'200; // 0000-01-01T00:00:00Z
inline constexpr std::int64_t last_second = 253'402'300'799;  // 9999-12-31T23:59:59Z

inline civil_time civil(std::int64_t seconds) {
    using namespace std::chrono;
    auto const at = sys_seconds(std::chrono::seconds(seconds));
    auto const day = floor<days>(at);
    auto const of_day = static_cast<int>((at - day).count());
    return {year_month_day(day), of_day / 3600, of_day / 60 % 60, of_day % 60, 0, 0};
}
inline void append_clock(std::string& out, civil_time const& at, bool colons) {
    append_digits(out, at.hour, 2);
    if (colons) out += ':';
    append_digits(out, at.minute, 2);
    if (colons) out += ':';
    append_digits(out, at.second, 2);
}

} // namespace apibind::detail
