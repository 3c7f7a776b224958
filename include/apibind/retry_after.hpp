// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_message.hpp>
#include <apibind/retry_after_told.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>
#include <system_error>

namespace apibind::detail {

/// Reads a fixed format from left to right; once something is amiss, all is.
class date_scanner {
public:
    explicit date_scanner(std::string_view text) : rest_(text) {}

    void literal(std::string_view expected) {
        is_sound_ = is_sound_ && rest_.starts_with(expected);
        if (is_sound_) rest_.remove_prefix(expected.size());
    }
    /// Which of the names stands here.
    template <std::size_t N>
    unsigned one_of(std::array<std::string_view, N> const& names) {
        for (unsigned i = 0; i != N; ++i)
            if (rest_.starts_with(names[i])) {
                rest_.remove_prefix(names[i].size());
                return i;
            }
        is_sound_ = false;
        return 0;
    }
    unsigned number(std::size_t digits) {
        unsigned out = 0;
        auto const text = rest_.substr(0, digits);
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        is_sound_ = is_sound_ && text.size() == digits && error == std::errc{} && end == text.data() + digits;
        if (is_sound_) rest_.remove_prefix(digits);
        return out;
    }
    bool is_next(char c) const { return rest_.starts_with(c); }
    bool is_whole() const { return is_sound_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool is_sound_ = true;
};

/// An HTTP-date in any of its three forms (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`,
/// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. The weekday need not be that of the date. A year of
/// two digits is the latest that is not more than 50 years from `now`.
inline std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text, std::chrono::sys_seconds now) {
    using namespace std::chrono;
    using names = std::array<std::string_view, 7>;
    constexpr names short_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr names long_days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    date_scanner in(text);
    unsigned y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0;
    auto const time = [&] {
        hour = in.number(2), in.literal(":");
        minute = in.number(2), in.literal(":");
        second = in.number(2);
    };
    bool const is_short = text.size() > 3 && text[3] == ',', is_asctime = text.size() > 3 && text[3] == ' ';
    if (is_asctime) {
        in.one_of(short_days), in.literal(" ");
        m = in.one_of(months) + 1, in.literal(" ");
        if (in.is_next(' '))
            in.literal(" "), d = in.number(1);
        else
            d = in.number(2);
        in.literal(" "), time(), in.literal(" ");
        y = in.number(4);
    } else {
        auto const dash = is_short ? " " : "-";
        in.one_of(is_short ? short_days : long_days), in.literal(", ");
        d = in.number(2), in.literal(dash);
        m = in.one_of(months) + 1, in.literal(dash);
        y = in.number(is_short ? 4 : 2), in.literal(" ");
        time(), in.literal(" GMT");
    }
    if (!in.is_whole() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    auto const in_year = [&](int of) { return year_month_day{year(of), month(m), day(d)}; };
    auto const moment = [&](year_month_day date) {
        return sys_seconds(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second);
    };
    auto date = in_year(static_cast<int>(y));
    if (!is_short && !is_asctime) {
        auto const today = floor<days>(now);
        year_month_day const here{today};
        auto const latest = sys_days(here + years(50)) + (now - today);
        int of = static_cast<int>(here.year()) / 100 * 100 + 100 + static_cast<int>(y);
        while (moment(in_year(of)) > latest) of -= 100;
        date = in_year(of);
    }
    if (!date.ok()) return std::nullopt;
    return moment(date);
}

/// How long from `now` a Retry-After field asks to wait (RFC 9110 section 10.2.3): seconds, or a date. Nothing where it
/// is neither, as a negative or broken number is; a date that has passed is 0 s.
inline std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                             std::chrono::system_clock::time_point now) {
    using namespace std::chrono;
    constexpr std::string_view blanks = " \t";
    value.remove_prefix(std::min(value.find_first_not_of(blanks), value.size()));
    value = value.substr(0, value.find_last_not_of(blanks) + 1);
    constexpr auto most = static_cast<unsigned long long>(longest_retry_after.count());
    if (!value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos) {
        unsigned long long delta = 0;
        auto const fault = std::from_chars(value.data(), value.data() + value.size(), delta).ec;
        return seconds(fault == std::errc{} && delta < most ? delta : most);
    }
    auto const second = floor<seconds>(now); // in nanoseconds the year 9999 would overflow
    auto const then = parse_http_date(value, second);
    if (!then) return std::nullopt;
    return std::clamp<seconds>(*then - second, seconds(0), seconds(most));
}

/// The longest wait that the answer's Retry-After fields ask for: there should be one, and who sends more means at
/// least that.
inline std::optional<std::chrono::seconds> retry_after_of(http_fields const& fields,
                                                          std::chrono::system_clock::time_point now) {
    std::optional<std::chrono::seconds> longest;
    for (auto const& field : fields)
        if (http_fields::same_name(field.name, "Retry-After"))
            longest = std::max(longest, parse_retry_after(field.value, now)); // nothing is less than any
    return longest;
}

} // namespace apibind::detail
