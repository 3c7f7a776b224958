// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/iso8601_duration.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <limits>
#include <string>
#include <type_traits>

using apibind::iso8601_duration;
using namespace support;
using namespace std::chrono_literals;

TEST_CASE("a duration of std::chrono is hours, minutes and seconds") {
    CHECK(json_of(iso8601_duration(90min)) == "\"PT1H30M\"");
    CHECK(json_of(iso8601_duration(36h)) == "\"PT36H\"");
    CHECK(json_of(iso8601_duration(-500ms)) == "\"-PT0.5S\"");
    CHECK(json_of(iso8601_duration(61s + 1ns)) == "\"PT1M1.000000001S\"");
    CHECK(json_of(iso8601_duration()) == "\"PT0S\"");
    static_assert(!std::is_convertible_v<std::chrono::duration<double>, iso8601_duration>);
}

TEST_CASE("months, days and time are kept apart") {
    auto const it = apibind::from_text<iso8601_duration>("P1Y6M10DT2H");
    REQUIRE(it);
    CHECK(it->months().count() == 18);
    CHECK(it->days().count() == 10);
    CHECK(it->seconds() == 2h);
    CHECK(!it->to<std::chrono::seconds>());
    CHECK(apibind::to_text(*it) == "P1Y6M10DT2H");
    CHECK(iso8601_duration(std::chrono::months(0), std::chrono::days(1), 500ms).to<std::chrono::milliseconds>() ==
          86400500ms);
    CHECK(!iso8601_duration(500ms).to<std::chrono::seconds>());
    CHECK(iso8601_duration(90min).to<std::chrono::minutes>() == 90min);
    CHECK(!iso8601_duration(90min).to<std::chrono::hours>());
    CHECK(json_of(iso8601_duration(std::chrono::months(1), std::chrono::days(-1))) ==
          "! $: the value is a duration whose parts have different signs (bad text)");
}

TEST_CASE("each unit once, in order") {
    for (auto text : {"PT1H30M", "P1DT12H", "P14D", "P1Y6M", "-PT0.5S", "PT0S", "P1M", "PT1M", "-P1DT1S", "PT36H"})
        CHECK(text_again<iso8601_duration>(text) == text);
    CHECK(text_again<iso8601_duration>("P2W") == "P14D");
    CHECK(text_again<iso8601_duration>("P1W1D") == "P8D");
    CHECK(text_again<iso8601_duration>("PT0,5S") == "PT0.5S");
    CHECK(text_again<iso8601_duration>("P0D") == "PT0S");
    CHECK(text_again<iso8601_duration>("PT90S") == "PT1M30S");
    for (auto text : {"",     "P",     "PT",     "P1DT",         "T1H",    "1H",       "PT1",   "P1",
                      "P1H",  "PT1D",  "PT1M1H", "PT1S1S",       "PT1.5M", "PT.5S",    "PT1.S", "pt1h",
                      "P-1D", "PT1H ", "P1D1W",  "P1234567890D", "--PT1S", "PT1.5S1S", "P1.5D", "PT0.1234567891S"})
        CHECK(text_again<iso8601_duration>(text) == "none");
}

TEST_CASE("the longest durations are written") {
    auto const longest = std::numeric_limits<std::int64_t>::max();
    CHECK(json_of(iso8601_duration(std::chrono::nanoseconds(longest))) == "\"PT2562047H47M16.854775807S\"");
    CHECK(json_of(iso8601_duration(std::chrono::nanoseconds(-longest - 1))) == "\"-PT2562047H47M16.854775808S\"");
    CHECK(text_again<iso8601_duration>("P99999999Y").substr(0, 2) == "P9");
    CHECK(text_again<iso8601_duration>("P999999999Y") == "none");
}
