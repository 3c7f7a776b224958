// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/retry_after.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <limits>
#include <string>

using apibind::detail::longest_retry_after;
using apibind::detail::parse_retry_after;
using apibind::detail::retry_after_of;
using apibind::detail::whole_seconds;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr sys_days day = 1994y / November / 6;
constexpr system_clock::time_point now = day + 8h + 49min + 37s;
constexpr seconds longest = 24h * 366 * 10;

} // namespace

TEST_CASE("seconds are taken as they are, ten years at most") {
    CHECK(parse_retry_after("0", now) == 0s);
    CHECK(parse_retry_after("1", now) == 1s);
    CHECK(parse_retry_after("120", now) == 120s);
    CHECK(parse_retry_after("007", now) == 7s);
    CHECK(parse_retry_after(std::to_string(longest.count()), now) == longest);
    CHECK(parse_retry_after("18446744073709551615", now) == longest);
    CHECK(parse_retry_after("18446744073709551616", now) == longest);
    CHECK(parse_retry_after(std::string(5000, '9'), now) == longest);
}

TEST_CASE("a date is the time until then, rounded up") {
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now) == 0s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:38 GMT", now) == 1s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:38 GMT", now + 1ns) == 1s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:38 GMT", now + 999ms) == 1s);
    CHECK(parse_retry_after("Mon, 07 Nov 1994 08:49:37 GMT", now) == 24h);
    CHECK(parse_retry_after("Wed, 29 Feb 1996 00:00:00 GMT", sys_days(1996y / February / 28)) == 24h);
    CHECK(parse_retry_after("Sat, 31 Dec 1994 23:59:60 GMT", sys_days(1995y / January / 1)) == 0s); // a leap second
}

TEST_CASE("a date may have any of its three forms") {
    for (auto const* date : {"Sun, 06 Nov 1994 08:50:37 GMT", "Sunday, 06-Nov-94 08:50:37 GMT",
                             "Sun Nov  6 08:50:37 1994", "Mon, 06 Nov 1994 08:50:37 GMT"}) {
        CAPTURE(date);
        CHECK(parse_retry_after(date, now) == 60s);
    }
    CHECK(parse_retry_after("Wednesday, 16-Nov-94 08:49:37 GMT", now) == 240h);
    CHECK(parse_retry_after("Wed Nov 16 08:49:37 1994", now) == 240h);
    CHECK(parse_retry_after("Wed Nov 06 08:49:38 1994", now) == 1s);
    for (auto const* name : {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}) {
        CHECK(parse_retry_after(name + std::string(", 06 Nov 1994 08:49:38 GMT"), now) == 1s);
        CHECK(parse_retry_after(name + std::string(" Nov  6 08:49:38 1994"), now) == 1s);
    }
    for (auto const* name : {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"})
        CHECK(parse_retry_after(name + std::string(", 06-Nov-94 08:49:38 GMT"), now) == 1s);
    int month = 0;
    for (auto const* name : {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})
        CHECK(parse_retry_after("Sun, 02 " + std::string(name) + " 1995 00:00:00 GMT", sys_days(1995y / ++month / 1)) ==
              24h);
}

TEST_CASE("a year of two digits is the latest that is not more than 50 years away") {
    auto const wait = [](char const* year, sys_days from) {
        return parse_retry_after("Sunday, 06-Nov-" + std::string(year) + " 00:00:00 GMT", from);
    };
    CHECK(wait("26", 2026y / November / 5) == 24h);
    CHECK(wait("99", 2026y / November / 5) == 0s); // 1999
    CHECK(wait("00", 2099y / November / 6) == 24h * 365);
    CHECK(wait("25", 2026y / November / 5) == 0s);
    CHECK(wait("76", 2026y / November / 6) == longest); // in 50 years
    CHECK(wait("76", 2026y / November / 5) == 0s);      // 1976: 50 years and a day are too far
    CHECK(wait("77", 2026y / November / 6) == 0s);      // 1977
    CHECK(wait("05", 2098y / November / 6) == 24h * (365 * 7 + 1));
    CHECK(parse_retry_after("Monday, 29-Feb-28 00:00:00 GMT", sys_days(2028y / February / 28)) == 24h);
    CHECK(!parse_retry_after("Monday, 29-Feb-27 00:00:00 GMT", sys_days(2027y / February / 28)));
}

TEST_CASE("blanks around the value are none of it") {
    for (auto const* value : {" 7", "7 ", "\t7\t", "  7 \t "}) CHECK(parse_retry_after(value, now) == 7s);
    CHECK(parse_retry_after(" Sun, 06 Nov 1994 08:49:38 GMT ", now) == 1s);
}

TEST_CASE("of several fields the longest wait counts") {
    CHECK(!retry_after_of({}, now));
    CHECK(!retry_after_of({{"Retry-After", "soon"}, {"X", "7"}}, now));
    CHECK(retry_after_of({{"retry-after", "7"}}, now) == 7s);
    CHECK(retry_after_of({{"Retry-After", "7"}, {"RETRY-AFTER", "9"}, {"Retry-After", "8"}}, now) == 9s);
    CHECK(retry_after_of({{"Retry-After", "soon"}, {"Retry-After", "0"}}, now) == 0s);
    CHECK(retry_after_of({{"Retry-After", "59"}, {"Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"}}, now) == 60s);
}

TEST_CASE("a date that has passed is now, one far away is ten years") {
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:36 GMT", now) == 0s);
    CHECK(parse_retry_after("Thu, 01 Jan 1970 00:00:00 GMT", now) == 0s);
    CHECK(parse_retry_after("Sat, 01 Jan 0000 00:00:00 GMT", now) == 0s);
    CHECK(parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", now) == longest);
    CHECK(parse_retry_after("Fri, 31 Dec 2399 23:59:59 GMT", now) == longest);
}

TEST_CASE("what is neither seconds nor a date is nothing") {
    for (auto const* bad : {"",
                            " ",
                            "-1",
                            "+1",
                            "1.5",
                            "1s",
                            "1 2",
                            "\n1",
                            "-0",
                            "0.5",
                            ".5",
                            "1,5",
                            "\xef\xbc\x91",
                            "0x10",
                            "1e3",
                            "soon",
                            "1, 2",
                            "Sun, 06 Nov 1994 08:49:37",
                            "Sun, 06 Nov 1994 08:49:37 UTC",
                            "Sun, 06 Nov 1994 24:00:00 GMT",
                            "Sun, 06 Nov 1994 08:60:00 GMT",
                            "Sun, 06 Nov 1994 08:49:61 GMT",
                            "Sun, 31 Nov 1994 08:49:37 GMT",
                            "Sun, 00 Nov 1994 08:49:37 GMT",
                            "Sun, 29 Feb 1995 08:49:37 GMT",
                            "Sun, 06 nov 1994 08:49:37 GMT",
                            "Sun, 06 ovD 1994 08:49:37 GMT",
                            "Sun, 06 Nov -994 08:49:37 GMT",
                            "Sun, +6 Nov 1994 08:49:37 GMT",
                            "Sun, 6 Nov 1994 08:49:37 GMT",
                            "Sun,06 Nov 1994 08:49:37 GMT",
                            "SUN, 06 Nov 1994 08:49:37 GMT",
                            "Son, 06 Nov 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 +0000",
                            "Sun, 06 Nov 94 08:49:37 GMT",
                            "Sun, 06 Nov 11994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 8:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 GMT, 7",
                            "Sun, 06-Nov-94 08:49:37 GMT",
                            "Sunday, 06 Nov 1994 08:49:37 GMT",
                            "Sunday, 06-Nov-1994 08:49:37 GMT",
                            "Sunday, 06-Nov-94 08:49:37",
                            "Sunday, 6-Nov-94 08:49:37 GMT",
                            "Sunday, 31-Nov-94 08:49:37 GMT",
                            "Sunday Nov  6 08:49:37 1994",
                            "Sun Nov 6 08:49:37 1994",
                            "Sun Nov   6 08:49:37 1994",
                            "Sun Nov  0 08:49:37 1994",
                            "Sun Nov 31 08:49:37 1994",
                            "Sun Nov  6 08:49:37 1994 GMT",
                            "Sun Nov  6 08:49:37 94",
                            "Sun Nov  6 24:00:00 1994",
                            "Sun",
                            "Sun,",
                            "Sun ",
                            "Sun, ",
                            "1994-11-06T08:49:37Z",
                            "Sun, 06-Nov-1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08.49.37 GMT"}) {
        CAPTURE(bad);
        CHECK(!parse_retry_after(bad, now));
    }
    CHECK(!parse_retry_after(std::string("7\0", 2), now));
    CHECK(!parse_retry_after("-" + std::string(5000, '9'), now));
    // Neither is any date that ends too early.
    for (std::string const date :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
        for (std::size_t size = 0; size != date.size(); ++size) CHECK(!parse_retry_after(date.substr(0, size), now));
}

TEST_CASE("a wait of the vendor's own error is whole seconds, rounded up, ten years at most") {
    using fraction = std::optional<duration<double>>;
    constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
    constexpr double endless = std::numeric_limits<double>::infinity();
    CHECK(whole_seconds(std::optional(seconds(5))) == seconds(5));
    CHECK(whole_seconds(std::optional(minutes(2))) == seconds(120));
    CHECK(whole_seconds(std::optional(milliseconds(2000))) == seconds(2));
    CHECK(whole_seconds(std::optional(milliseconds(2001))) == seconds(3));
    CHECK(whole_seconds(fraction(0.65)) == seconds(1));
    CHECK(whole_seconds(fraction(0.0)) == seconds(0));
    for (auto const& none : {fraction(), fraction(-0.1), fraction(not_a_number)}) CHECK(!whole_seconds(none));
    for (auto const& ages : {fraction(1e300), fraction(endless)}) CHECK(whole_seconds(ages) == longest_retry_after);
    CHECK(whole_seconds(std::optional(hours(std::numeric_limits<hours::rep>::max()))) == longest_retry_after);
    CHECK(!whole_seconds(std::optional(hours(std::numeric_limits<hours::rep>::min()))));
}
