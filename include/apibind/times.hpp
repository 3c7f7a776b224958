// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/instant.hpp>
#include <apibind/text_codec.hpp>
#include <apibind/time_text.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

/// Times, each of which travels in one form. They are std::chrono time points with a form: give one, as in
/// `.since = std::chrono::sys_days(2026y / 11 / 27)`, and take one by `seconds()` and
/// `to<std::chrono::milliseconds>()`.
///
/// No part is lost in silence. A fraction is read to nine digits; more of them that are not zero are a decode failure.
/// What a form cannot say does not compile, as a time_point of milliseconds for `rfc2822`; a year outside 0000 to 9999
/// is refused. There is no February 30th. A leap second, 23:59:60 UTC, is read as the second behind it, which is what
/// clocks without such make of it; any other 60th second, and 24:00, are refused.
namespace apibind {

/// A time in one of the forms, of std::chrono::system_clock or of local time.
template <time_form Form>
class time_as : public basic_instant<
                    std::conditional_t<detail::is_local(Form), std::chrono::local_t, std::chrono::system_clock>,
                    std::conditional_t<detail::has_fraction(Form), std::chrono::nanoseconds, std::chrono::seconds>> {
public:
    using instant =
        basic_instant<std::conditional_t<detail::is_local(Form), std::chrono::local_t, std::chrono::system_clock>,
                      std::conditional_t<detail::has_fraction(Form), std::chrono::nanoseconds, std::chrono::seconds>>;
    using instant::instant;
    constexpr time_as() = default;
    constexpr time_as(instant at) : instant(at) {}

    static constexpr time_form form = Form;
};

/// `2026-11-27T10:11:12.5Z`. Read with any offset, which is gone into (`+01:00`, and as `+0100` and `+01` too), and
/// with a space for the T; always written in UTC.
using rfc3339 = time_as<time_form::rfc3339>;
/// `Fri, 27 Nov 2026 10:11:12 +0000` (RFC 5322 section 3.3). Read with any offset or `GMT`, without the weekday and
/// without seconds as well; a weekday that is not that of the date is refused.
using rfc2822 = time_as<time_form::rfc2822>;
/// `Fri, 27 Nov 2026 10:11:12 GMT`, the IMF-fixdate of RFC 9110 section 5.6.7. Read as rfc2822.
using http_date = time_as<time_form::http_date>;
/// `20261127T101112Z`.
using compact_time = time_as<time_form::compact>;
/// The JSON number 1795774272, of seconds since 1970; 1503435956.000247 keeps its fraction.
using unix_seconds = time_as<time_form::unix_seconds>;
/// The JSON number 1795774272000, of milliseconds since 1970. A fraction of one is kept.
using unix_milliseconds = time_as<time_form::unix_milliseconds>;
/// The same of microseconds.
using unix_microseconds = time_as<time_form::unix_microseconds>;
/// The same of nanoseconds.
using unix_nanoseconds = time_as<time_form::unix_nanoseconds>;
/// `2026-11-27T10:11:12`, without a zone: a std::chrono::local_time. Read with a space for the T, and without
/// seconds (ISO 8601), as well.
using local_date_time = time_as<time_form::local>;
/// `2026-11-27 10:11:12`, likewise.
using sql_date_time = time_as<time_form::sql>;

template <time_form Form>
struct text_codec<time_as<Form>> {
    static constexpr std::string_view expected = detail::expected_time(Form);
    static constexpr bool is_number = detail::is_number(Form);
    static std::string write(time_as<Form> const& value, std::string& text) {
        return detail::append_time(Form, value.seconds().time_since_epoch().count(), value.fraction().count(), text);
    }
    static bool read(std::string_view text, time_as<Form>& value) {
        detail::read_time const read(Form, text);
        if (!read.is_read) return false;
        using point = typename time_as<Form>::time_point;
        point const at{std::chrono::seconds(read.seconds)};
        if constexpr (detail::has_fraction(Form))
            value = time_as<Form>(typename time_as<Form>::instant(at, std::chrono::nanoseconds(read.nanoseconds)));
        else
            value = time_as<Form>(at);
        return true;
    }
};

} // namespace apibind
