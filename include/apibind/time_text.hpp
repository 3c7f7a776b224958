// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_number.hpp>
#include <apibind/time_scanner.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace apibind {

/// The forms in which a time travels. See times.hpp.
enum class time_form : std::uint8_t {
    rfc3339,
    rfc2822,
    http_date,
    compact,
    unix_seconds,
    unix_milliseconds,
    unix_microseconds,
    unix_nanoseconds,
    local,
    sql,
};

namespace detail {

constexpr bool is_local(time_form form) {
    return form == time_form::local || form == time_form::sql;
}
/// How many places a second is away from the unit of a number.
constexpr int places_of(time_form form) {
    switch (form) {
    case time_form::unix_milliseconds: return 3;
    case time_form::unix_microseconds: return 6;
    case time_form::unix_nanoseconds: return 9;
    default: return 0;
    }
}
constexpr bool is_number(time_form form) {
    return form == time_form::unix_seconds || places_of(form) != 0;
}
constexpr bool has_fraction(time_form form) {
    return form != time_form::rfc2822 && form != time_form::http_date && form != time_form::compact;
}
constexpr std::string_view expected_time(time_form form) {
    switch (form) {
    case time_form::rfc3339: return "a time such as \"2026-11-27T10:11:12Z\" (RFC 3339)";
    case time_form::rfc2822:
    case time_form::http_date: return "a time such as \"Fri, 27 Nov 2026 10:11:12 GMT\" (RFC 5322)";
    case time_form::compact: return "a time such as \"20261127T101112Z\"";
    case time_form::unix_seconds: return "seconds since 1970, as a number";
    case time_form::unix_milliseconds: return "milliseconds since 1970, as a number";
    case time_form::unix_microseconds: return "microseconds since 1970, as a number";
    case time_form::unix_nanoseconds: return "nanoseconds since 1970, as a number";
    case time_form::local:
    case time_form::sql: break;
    }
    return "a time without a zone such as \"2026-11-27T10:11:12\"";
}

inline constexpr std::string_view weekday_names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
inline constexpr std::string_view month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Appends a number of `seconds` and `nanoseconds` in units of 10^-places seconds.
inline void append_unix_time(int places, std::int64_t seconds, std::int64_t nanoseconds, std::string& out) {
    if (seconds < 0 && nanoseconds != 0)
        ++seconds, nanoseconds = 1'000'000'000 - nanoseconds, out += seconds == 0 ? "-" : "";
    std::string digits = std::to_string(seconds), behind;
    append_digits(behind, nanoseconds, 9);
    auto const moved = static_cast<std::size_t>(places);
    digits.append(behind, 0, moved);
    behind.erase(0, moved);
    bool const negative = digits.front() == '-';
    auto const zeros = digits.find_first_not_of('0', negative ? 1 : 0);
    auto const first = zeros == digits.npos ? digits.size() - 1 : zeros;
    if (negative) out += '-';
    out.append(digits, first);
    while (!behind.empty() && behind.back() == '0') behind.pop_back();
    if (!behind.empty()) out.append(".").append(behind);
}

/// Why there is no such text; empty where it is appended.
inline std::string append_time(time_form form, std::int64_t seconds, std::int64_t nanoseconds, std::string& out) {
    if (is_number(form)) return append_unix_time(places_of(form), seconds, nanoseconds, out), std::string();
    if (seconds < first_second || seconds > last_second) return "is a time outside of the years 0000 to 9999";
    auto const at = civil(seconds);
    switch (form) {
    case time_form::rfc2822:
    case time_form::http_date: {
        std::chrono::weekday const day{std::chrono::sys_days(at.date)};
        out.append(weekday_names[day.c_encoding()]).append(", ");
        append_digits(out, static_cast<unsigned>(at.date.day()), 2);
        out.append(" ").append(month_names[static_cast<unsigned>(at.date.month()) - 1]).append(" ");
        append_digits(out, static_cast<int>(at.date.year()), 4);
        out += ' ';
        append_clock(out, at, true);
        out += form == time_form::rfc2822 ? " +0000" : " GMT";
        break;
    }
    case time_form::compact: {
        std::string date;
        append_date(date, at.date);
        for (char c : date)
            if (c != '-') out += c;
        out += 'T';
        append_clock(out, at, false);
        out += 'Z';
        break;
    }
    default:
        append_date(out, at.date);
        out += form == time_form::sql ? ' ' : 'T';
        append_clock(out, at, true);
        append_fraction(out, nanoseconds);
        if (form == time_form::rfc3339) out += 'Z';
    }
    return {};
}

/// A time read from a text.
struct read_time {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool is_read = false;

    read_time(time_form form, std::string_view text) {
        switch (form) {
        case time_form::unix_seconds:
        case time_form::unix_milliseconds:
        case time_form::unix_microseconds:
        case time_form::unix_nanoseconds: number(text, places_of(form)); break;
        case time_form::rfc2822:
        case time_form::http_date: mail_date(text); break;
        case time_form::compact: compact(text); break;
        case time_form::rfc3339: internet_date(text, true); break;
        case time_form::local: internet_date(text, false, false); break;
        case time_form::sql: internet_date(text, false); break;
        }
    }

private:
    void take(civil_time const& at, bool is_whole) {
        if (!is_whole || !at.is_right()) return;
        seconds = at.seconds();
        nanoseconds = at.nanoseconds;
        is_read = seconds >= first_second && seconds <= last_second;
    }
    static void clock(time_scanner& in, civil_time& at, bool needs_seconds) {
        at.hour = in.digits(2), in.needs(":");
        at.minute = in.digits(2);
        if (!needs_seconds && !in.is_next(':')) return;
        in.needs(":");
        at.second = in.digits(2);
        if (in.takes(".,")) at.nanoseconds = in.nanoseconds();
    }
    /// `+01:00`, `+0100`, `+01`.
    static void offset(time_scanner& in, civil_time& at) {
        bool const behind = in.is_next('-');
        in.needs("+-");
        int const hours = in.digits(2);
        int const minutes = in.takes(":") || in.is_next_digit() ? in.digits(2) : 0;
        in.fails_unless(hours < 24 && minutes < 60);
        at.offset = (behind ? -1 : 1) * (hours * 60 + minutes);
    }

    void internet_date(std::string_view text, bool has_zone, bool needs_seconds = true) {
        time_scanner in(text);
        civil_time at;
        at.date = scan_date(in);
        in.needs("Tt ");
        clock(in, at, needs_seconds);
        if (has_zone && !in.takes("Zz")) offset(in, at);
        take(at, in.is_whole());
    }
    void compact(std::string_view text) {
        time_scanner in(text);
        civil_time at;
        std::chrono::year const y(in.digits(4));
        std::chrono::month const m(static_cast<unsigned>(in.digits(2)));
        at.date = y / m / std::chrono::day(static_cast<unsigned>(in.digits(2)));
        in.needs("T");
        at.hour = in.digits(2), at.minute = in.digits(2), at.second = in.digits(2);
        in.needs("Z");
        take(at, in.is_whole());
    }
    void mail_date(std::string_view text) {
        time_scanner in(text);
        civil_time at;
        int weekday = -1;
        if (!in.is_next_digit()) {
            weekday = static_cast<int>(in.one_of(weekday_names));
            in.needs(","), in.needs(" ");
        }
        std::chrono::day const d(static_cast<unsigned>(in.number(2)));
        in.needs(" ");
        std::chrono::month const m(in.one_of(month_names) + 1);
        in.needs(" ");
        at.date = std::chrono::year(in.digits(4)) / m / d;
        in.needs(" ");
        at.hour = in.digits(2), in.needs(":"), at.minute = in.digits(2);
        if (in.takes(":")) at.second = in.digits(2);
        in.needs(" ");
        if (!in.takes_text("GMT") && !in.takes_text("UTC") && !in.takes_text("UT") && !in.takes_text("Z"))
            offset(in, at);
        if (!in.is_whole() || !at.date.ok()) return;
        if (weekday >= 0 &&
            std::chrono::weekday(std::chrono::sys_days(at.date)).c_encoding() != static_cast<unsigned>(weekday))
            return;
        take(at, true);
    }

    /// A JSON number, with a fraction and an exponent if it likes, in units of 10^-places seconds.
    void number(std::string_view text, int places) {
        std::string const copy(text); // ends with a zero, as scan_number needs it
        auto const scanned = scan_number(copy.c_str());
        if (!scanned.end || scanned.end != copy.c_str() + copy.size()) return;
        // All digits, and where in them the point of the seconds is.
        std::string digits;
        for (char c : std::string_view(copy).substr(0, copy.find_first_of("eE")))
            if (is_digit(c)) digits += c;
        std::int64_t exponent = scanned.exponent - places;
        while (digits.size() > 1 && digits.back() == '0') digits.pop_back(), ++exponent;
        digits.erase(0, digits.find_first_not_of('0'));
        if (digits.empty()) {
            is_read = true;
            return;
        }
        if (exponent < -40 || exponent > 19 || digits.size() > 40) return;
        std::string whole = digits, behind;
        if (exponent >= 0) {
            whole.append(static_cast<std::size_t>(exponent), '0');
        } else {
            auto const size = static_cast<std::size_t>(-exponent);
            if (whole.size() < size) whole.insert(0, size - whole.size(), '0');
            behind = whole.substr(whole.size() - size);
            whole.resize(whole.size() - size);
        }
        if (behind.size() > 9) return; // the last digit is no zero
        behind.resize(9, '0');
        if (whole.size() > 18) return;
        for (char c : whole) seconds = seconds * 10 + (c - '0');
        for (char c : behind) nanoseconds = nanoseconds * 10 + (c - '0');
        if (scanned.negative) {
            seconds = -seconds;
            if (nanoseconds != 0) --seconds, nanoseconds = 1'000'000'000 - nanoseconds;
        }
        is_read = true;
    }
};

} // namespace detail
} // namespace apibind
