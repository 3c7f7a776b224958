// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/times.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_time;

namespace times_tests {

struct event {
    rfc3339 created;
    std::optional<rfc2822> sent{};
    nullable<unix_seconds> ended{};
    std::vector<unix_milliseconds> ticks{};
};
BOOST_DESCRIBE_STRUCT(event, (), (created, sent, ended, ticks))

constexpr auto noon = sys_days(2026y / 11 / 27) + 10h + 11min + 12s;

} // namespace times_tests
using namespace times_tests;

TEST_CASE("a time travels in the form of its type") {
    event it{noon, noon, noon, {noon, noon + 250ms}};
    auto const json =
        R"({"created":"2026-11-27T10:11:12Z","sent":"Fri, 27 Nov 2026 10:11:12 +0000","ended":1795774272,)"
        R"("ticks":[1795774272000,1795774272250]})";
    CHECK(json_of(it) == json);
    CHECK(again<event>(json) == json);
    CHECK(value_of<event>(json).created == noon);
    CHECK(to_text(http_date(noon)) == "Fri, 27 Nov 2026 10:11:12 GMT");
    CHECK(to_text(compact_time(noon)) == "20261127T101112Z");
    CHECK(to_text(unix_microseconds(noon + 1us)) == "1795774272000001");
    CHECK(to_text(unix_nanoseconds(noon + 1ns)) == "1795774272000000001");
    std::chrono::local_seconds const here(noon.time_since_epoch());
    CHECK(to_text(local_date_time(here)) == "2026-11-27T10:11:12");
    CHECK(to_text(sql_date_time(here + 500ms)) == "2026-11-27 10:11:12.5");
}

TEST_CASE("what a form cannot say does not compile") {
    static_assert(std::is_convertible_v<std::chrono::system_clock::time_point, rfc3339>);
    static_assert(std::is_convertible_v<sys_days, rfc2822>);
    static_assert(!std::is_convertible_v<sys_time<std::chrono::milliseconds>, rfc2822>);
    static_assert(!std::is_convertible_v<sys_time<std::chrono::milliseconds>, compact_time>);
    static_assert(!std::is_convertible_v<std::chrono::local_seconds, rfc3339>);
    static_assert(!std::is_convertible_v<std::chrono::sys_seconds, local_date_time>);
    static_assert(!std::is_convertible_v<int, unix_seconds>);
}

TEST_CASE("RFC 3339: any offset is gone into, fractions keep nine digits") {
    auto const utc = [](std::string_view text) { return text_again<rfc3339>(text); };
    CHECK(utc("2026-11-27T10:11:12+01:30") == "2026-11-27T08:41:12Z");
    CHECK(utc("2026-11-27T00:11:12+01:00") == "2026-11-26T23:11:12Z");
    CHECK(utc("2026-12-31T23:30:00-00:45") == "2027-01-01T00:15:00Z");
    CHECK(utc("2026-11-27T10:11:12-0800") == "2026-11-27T18:11:12Z");
    CHECK(utc("2026-11-27T10:11:12+01") == "2026-11-27T09:11:12Z");
    CHECK(utc("2026-11-27T10:11:12-00:00") == "2026-11-27T10:11:12Z");
    CHECK(utc("2026-11-27 10:11:12z") == "2026-11-27T10:11:12Z");
    CHECK(utc("2026-11-27t10:11:12.100Z") == "2026-11-27T10:11:12.1Z");
    CHECK(utc("2026-11-27T10:11:12.123456789Z") == "2026-11-27T10:11:12.123456789Z");
    CHECK(utc("2026-11-27T10:11:12.12345678900000Z") == "2026-11-27T10:11:12.123456789Z");
    CHECK(utc("2026-11-27T10:11:12.1234567891Z") == "none");
    CHECK(utc("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59.5Z");
}

TEST_CASE("years 0000 to 9999, all of them with all digits") {
    for (auto text : {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
        CHECK(text_again<rfc3339>(text) == text);
    CHECK(text_again<rfc3339>("0000-01-01T00:00:00+00:01") == "none");
    CHECK(text_again<rfc3339>("9999-12-31T23:59:59-00:01") == "none");
    CHECK(json_of(rfc3339(sys_days(10000y / 1 / 1))) ==
          "! $: the value is a time outside of the years 0000 to 9999 (bad text)");
    CHECK(!to_text(rfc2822(std::chrono::sys_seconds(std::chrono::seconds::max()))));
    CHECK(!to_text(rfc3339(std::chrono::sys_seconds(std::chrono::seconds::min()))));
}

TEST_CASE("a leap second is the second behind it, and stands nowhere else") {
    CHECK(text_again<rfc3339>("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00Z");
    CHECK(text_again<rfc3339>("2016-12-31T23:59:60.25Z") == "2017-01-01T00:00:00.25Z");
    CHECK(text_again<rfc3339>("2017-01-01T00:59:60+01:00") == "2017-01-01T00:00:00Z");
    CHECK(text_again<rfc3339>("2016-12-31T15:59:60-08:00") == "2017-01-01T00:00:00Z");
    CHECK(text_again<rfc3339>("2016-12-31T23:58:60Z") == "none");
    CHECK(text_again<rfc3339>("2016-12-31T23:59:60+01:00") == "none");
    CHECK(text_again<rfc3339>("2016-12-31T23:59:61Z") == "none");
}

TEST_CASE("what is no time is refused") {
    for (auto text : {"",
                      "2026-02-29T00:00:00Z",
                      "2026-13-01T00:00:00Z",
                      "2026-00-01T00:00:00Z",
                      "2026-11-00T00:00:00Z",
                      "2026-11-31T00:00:00Z",
                      "2026-11-27T24:00:00Z",
                      "2026-11-27T10:60:00Z",
                      "2026-11-27T10:11:12",
                      "2026-11-27T10:11Z",
                      "2026-11-27",
                      "2026-11-27T10:11:12+24:00",
                      "2026-11-27T10:11:12+01:60",
                      "2026-11-27T10:11:12.Z",
                      "2026-11-27T10:11:12ZZ",
                      "2026-11-27T10:11:12Z ",
                      "+2026-11-27T10:11:12Z",
                      "26-11-27T10:11:12Z",
                      "2026-11-27T1 :11:12Z",
                      "2026-1-27T10:11:12Z",
                      "-001-11-27T10:11:12Z",
                      "2026-11-27T10:11:12+",
                      "2026-11-27T10:11:12+1",
                      "2026-11-27T10:11:12 +01:00"})
        CHECK(text_again<rfc3339>(text) == "none");
    CHECK(
        again<event>(R"({"created":"yesterday","ticks":[]})") ==
        "! $.created: expected a time such as \"2026-11-27T10:11:12Z\" (RFC 3339), found the string \"yesterday\" (bad "
        "text, byte 11)");
    CHECK(text_again<rfc3339>(std::string(1 << 20, '1')) == "none");
    CHECK(text_again<rfc3339>("2026-11-27T10:11:12." + std::string(1 << 20, '0') + "Z") == "2026-11-27T10:11:12Z");
}

TEST_CASE("RFC 5322: the weekday, if it is there, is that of the date") {
    auto const mail = [](std::string_view text) { return text_again<rfc2822>(text); };
    CHECK(mail("Fri, 27 Nov 2026 11:11:12 +0100") == "Fri, 27 Nov 2026 10:11:12 +0000");
    CHECK(mail("Fri, 27 Nov 2026 10:11:12 GMT") == "Fri, 27 Nov 2026 10:11:12 +0000");
    CHECK(mail("27 Nov 2026 10:11 UT") == "Fri, 27 Nov 2026 10:11:00 +0000");
    CHECK(mail("Sat, 7 Nov 2026 10:11:12 -0500") == "Sat, 07 Nov 2026 15:11:12 +0000");
    for (auto text :
         {"Thu, 27 Nov 2026 10:11:12 +0000", "Fri 27 Nov 2026 10:11:12 +0000", "Fri, 27 nov 2026 10:11:12 +0000",
          "Fri, 27 Nov 26 10:11:12 +0000", "Fri, 31 Nov 2026 10:11:12 +0000", "Fri, 27 Nov 2026 10:11:12",
          "Fri, 27 Nov 2026 10:11:12 CET", "Fri, 27 Nov 2026 10:11:12.5 GMT", "Fri, 127 Nov 2026 10:11:12 GMT",
          "Friday, 27-Nov-26 10:11:12 GMT", "Fri, 27 Nov 2026 25:11:12 GMT", "Fri, ", "Fri"})
        CHECK(mail(text) == "none");
}

TEST_CASE("compact and zone-less times") {
    CHECK(text_again<compact_time>("20261127T101112Z") == "20261127T101112Z");
    for (auto text : {"20261127T101112", "20261327T101112Z", "20260229T101112Z", "20261127T101160Z",
                      "2026-11-27T10:11:12Z", "20261127t101112Z"})
        CHECK(text_again<compact_time>(text) == "none");
    CHECK(text_again<local_date_time>("2026-11-27 10:11:12.25") == "2026-11-27T10:11:12.25");
    CHECK(text_again<sql_date_time>("2026-11-27T10:11:12") == "2026-11-27 10:11:12");
    CHECK(text_again<local_date_time>("2026-11-27T10:11:12Z") == "none");
    CHECK(text_again<local_date_time>("2026-11-27T10:11") == "2026-11-27T10:11:00");
    for (auto const wrong : {"2026-11-27T10:11:", "2026-11-27T10:11.5", "2026-11-27T10", "2026-11-27T10:1",
                             "2026-11-27T10:60", "2026-11-27T24:00", "2026-11-27T10:11Z"}) {
        CAPTURE(wrong);
        CHECK(text_again<local_date_time>(wrong) == "none");
    }
    CHECK(text_again<sql_date_time>("2026-11-27 10:11") == "none");
    CHECK(text_again<rfc3339>("2026-11-27T10:11Z") == "none");
    CHECK(text_again<sql_date_time>("2026-11-27") == "none");
}

TEST_CASE("numbers since 1970 lose nothing, however they are spelt") {
    CHECK(again<unix_seconds>("1503435956.000247") == "1503435956.000247");
    CHECK(again<unix_seconds>("15e8") == "1500000000");
    CHECK(again<unix_seconds>("1.5e-1") == "0.15");
    CHECK(again<unix_seconds>("-0.5") == "-0.5");
    CHECK(again<unix_seconds>("-1.5") == "-1.5");
    CHECK(again<unix_seconds>("-0.0") == "0");
    CHECK(again<unix_milliseconds>("-1") == "-1");
    CHECK(again<unix_milliseconds>("-1500.25") == "-1500.25");
    CHECK(again<unix_milliseconds>("0.000001") == "0.000001");
    CHECK(again<unix_microseconds>("-1000001") == "-1000001");
    CHECK(again<unix_nanoseconds>("1795774272000000001") == "1795774272000000001");
    CHECK(value_of<unix_seconds>("-0.25").seconds() == std::chrono::sys_seconds(-1s));
    CHECK(value_of<unix_seconds>("-0.25").fraction() == 750ms);
    for (auto text :
         {"0.0000000001", "1e-400", "1e400", "99999999999999999999", "1e999999999999999999", "1503435956.0000000001"})
        CHECK(again<unix_seconds>(text).find("expected seconds since 1970, as a number, found the number") !=
              std::string::npos);
    CHECK(again<unix_nanoseconds>("0.5").find("bad text") != std::string::npos);
    CHECK(again<unix_seconds>("\"1\"").find("wrong type") != std::string::npos);
    CHECK(again<in_string<unix_seconds>>("\"1503435956.000247\"") == "\"1503435956.000247\"");
    CHECK(again<unix_seconds>(std::string(100000, '9')).find("bad text") != std::string::npos);
    CHECK(again<unix_seconds>("0." + std::string(100000, '0')) == "0");
}

TEST_CASE("a time gives the time_point of a duration that holds it") {
    constexpr rfc3339 it(noon + 250ms);
    static_assert(it.to<std::chrono::milliseconds>() == noon + 250ms);
    static_assert(!it.to<std::chrono::seconds>());
    static_assert(rfc3339(noon).to<std::chrono::seconds>() == noon);
    static_assert(!rfc3339(noon).to<std::chrono::minutes>());
    static_assert(rfc3339(sys_days(2026y / 1 / 1)).to<std::chrono::days>() == sys_days(2026y / 1 / 1));
    rfc3339 const far = sys_days(9999y / 12 / 31);
    CHECK(far.to<std::chrono::microseconds>() == sys_days(9999y / 12 / 31));
    CHECK(!far.to<std::chrono::nanoseconds>());
    CHECK(rfc3339(noon) < it);
    CHECK(rfc3339(noon) == rfc3339(noon));
    CHECK(rfc3339(sys_time<std::chrono::nanoseconds>(-1ns)).fraction() == 999'999'999ns);
}
