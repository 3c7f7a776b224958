// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/dates.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>

using namespace support;
using namespace std::chrono_literals;
using date = std::chrono::year_month_day;

TEST_CASE("a date of std::chrono travels as year, month and day") {
    CHECK(json_of(std::vector<date>{2026y / 11 / 27, 33y / 4 / 3}) == R"(["2026-11-27","0033-04-03"])");
    CHECK(value_of<date>("\"2024-02-29\"") == 2024y / 2 / 29);
    CHECK(text_again<date>("9999-12-31") == "9999-12-31");
}

TEST_CASE("a date that the calendar does not have is refused both ways") {
    for (auto text : {"2026-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-1-1", "20261127", "2026-11-27Z", "",
                      "-026-11-27"})
        CHECK(text_again<date>(text) == "none");
    CHECK(json_of(date(2026y / 2 / 29)) == "! $: the value is no date of the calendar (bad text)");
    CHECK(json_of(date(10000y / 2 / 1)) == "! $: the value is a date outside of the years 0000 to 9999 (bad text)");
    CHECK(json_of(date(std::chrono::year(-1) / 2 / 1)).find("outside") != std::string::npos);
    CHECK(again<date>("\"2026-02-29\"") ==
          "! $: expected a date such as \"2026-11-27\", found the string \"2026-02-29\" (bad text, byte 0)");
}
