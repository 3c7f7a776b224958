// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/retry_after.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using apibind::detail::parse_retry_after;
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
                            " 1",
                            "1 ",
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
                            "Sun, 6 Nov 1994 08:49:37 GMT ",
                            "Sun, 06-Nov-1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08.49.37 GMT"}) {
        CAPTURE(bad);
        CHECK(!parse_retry_after(bad, now));
    }
}
