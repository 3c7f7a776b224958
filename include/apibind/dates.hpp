// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/text_codec.hpp>
#include <apibind/time_scanner.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace apibind {

/// A std::chrono::year_month_day travels as `2026-11-27` (RFC 3339's full-date). A date that the calendar does not
/// have, and a year outside 0000 to 9999, are refused both ways.
template <>
struct text_codec<std::chrono::year_month_day> {
    static constexpr std::string_view expected = "a date such as \"2026-11-27\"";
    static std::string write(std::chrono::year_month_day const& value, std::string& text) {
        if (!value.ok()) return "is no date of the calendar";
        if (value.year() < std::chrono::year(0) || value.year() > std::chrono::year(9999))
            return "is a date outside of the years 0000 to 9999";
        detail::append_date(text, value);
        return {};
    }
    static bool read(std::string_view text, std::chrono::year_month_day& value) {
        detail::time_scanner in(text);
        value = detail::scan_date(in);
        return in.is_whole();
    }
};

} // namespace apibind
