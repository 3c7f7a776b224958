// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/protobuf_duration.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using apibind::protobuf_duration;
using namespace support;
using namespace std::chrono_literals;

TEST_CASE("a duration is seconds with an s") {
    for (auto text : {"0s", "3.5s", "-3.5s", "-0.000000001s", "315576000000s"})
        CHECK(text_again<protobuf_duration>(text) == text);
    CHECK(text_again<protobuf_duration>("3.500s") == "3.5s");
    CHECK(text_again<protobuf_duration>("-0s") == "0s");
    CHECK(json_of(protobuf_duration(1500ms)) == "\"1.5s\"");
    CHECK(json_of(protobuf_duration(-1ns)) == "\"-0.000000001s\"");
    CHECK(value_of<protobuf_duration>("\"-3.5s\"").to<std::chrono::milliseconds>() == -3500ms);
    CHECK(!protobuf_duration(1500ms).to<std::chrono::seconds>());
    CHECK(!value_of<protobuf_duration>("\"315576000000s\"").to<std::chrono::nanoseconds>());
}

TEST_CASE("anything else is none") {
    for (auto text : {"", "3.5", "s", "3,5s", "3.s", ".5s", "3.5S", "+3s", "3.5s ", "3.0000000001s", "315576000001s",
                      "1e3s", "9999999999999999999999s"})
        CHECK(text_again<protobuf_duration>(text) == "none");
    CHECK(json_of(protobuf_duration(std::chrono::hours(100'000'000))) ==
          "! $: the value is a duration of more than 10000 years (bad text)");
    CHECK(again<protobuf_duration>("3") ==
          "! $: expected a duration such as \"3.5s\", found the number 3 (wrong type, byte 0)");
}

TEST_CASE("a duration of std::chrono is its count") {
    CHECK(json_of(std::chrono::milliseconds(1500)) == "1500");
    CHECK(json_of(std::optional<std::chrono::minutes>(5min)) == "5");
    CHECK(json_of(std::chrono::duration<double>(0.5)) == "0.5");
    CHECK(value_of<std::chrono::seconds>("-7") == -7s);
    CHECK(text_again<std::chrono::hours>("12") == "12");
    CHECK(again<std::chrono::seconds>("1.5").find("expected an integer") != std::string::npos);
    CHECK(again<std::chrono::duration<std::int8_t>>("200").find("out of range") != std::string::npos);
}
