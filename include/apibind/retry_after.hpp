// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>

namespace apibind::detail {

/// How long from `now` a Retry-After field asks to wait (RFC 9110 section 10.2.3): seconds, or a date as in
/// `Sun, 06 Nov 1994 08:49:37 GMT`. Nothing where it is neither; a date that has passed is 0 s.
inline std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                             std::chrono::system_clock::time_point now) {
    using namespace std::chrono;
    auto number = [](std::string_view digits, auto& out) {
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return error == std::errc{} && end == digits.data() + digits.size();
    };
    unsigned long long delta = 0;
    // More than ten years is no shorter for being cut, and can be added to a time.
    constexpr unsigned long long most = 10ull * 366 * 24 * 3600;
    if (!value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos)
        return seconds(number(value, delta) && delta < most ? delta : most);
    if (value.size() != 29 || value.substr(3, 2) != ", " || value.substr(25) != " GMT" || value[7] != ' ' ||
        value[11] != ' ' || value[16] != ' ' || value[19] != ':' || value[22] != ':')
        return std::nullopt;
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    auto const month_at = months.find(value.substr(8, 3));
    unsigned d = 0, y = 0, h = 0, m = 0, s = 0;
    if (month_at == std::string_view::npos || month_at % 3 != 0 || !number(value.substr(5, 2), d) ||
        !number(value.substr(12, 4), y) || !number(value.substr(17, 2), h) || !number(value.substr(20, 2), m) ||
        !number(value.substr(23, 2), s) || h > 23 || m > 59 || s > 60)
        return std::nullopt;
    year_month_day const date{year(static_cast<int>(y)), month(static_cast<unsigned>(month_at / 3 + 1)), day(d)};
    if (!date.ok()) return std::nullopt;
    auto const then = sys_days(date) + hours(h) + minutes(m) + seconds(s);
    seconds const wait = then - floor<seconds>(now); // in nanoseconds the year 9999 would overflow
    return std::clamp(wait, seconds(0), seconds(most));
}

} // namespace apibind::detail
