// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/decimal.hpp>

#include "support/travelling.hpp"
#include <apibind/in_string.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using apibind::decimal;
using namespace support;

TEST_CASE("a number is kept as it is spelt") {
    for (std::string const text :
         {"0", "-0", "12.50", "123456789012345678901234567890", "-1E+400", "0.10", "1e999999999"}) {
        CHECK(again<decimal>(text) == text);
        CHECK(again<std::vector<decimal>>("[" + text + "," + text + "]") == "[" + text + "," + text + "]");
        CHECK(again<apibind::in_string<decimal>>("\"" + text + "\"") == "\"" + text + "\"");
        CHECK(again<apibind::in_string<decimal>>(text) == "\"" + text + "\"");
        CHECK(text_again<decimal>(text) == text);
        CHECK(decimal::parse(text)->text() == text);
    }
    CHECK(decimal(std::uint64_t{18446744073709551615u}).text() == "18446744073709551615");
    CHECK(decimal().text() == "0");
    CHECK(decimal("1.0") != decimal("1.00"));
}

TEST_CASE("what is no number is refused both ways") {
    using namespace std::string_literals;
    for (std::string const& text : {""s, "01"s, "+1"s, ".5"s, "1."s, "1e"s, "NaN"s, "Infinity"s, "0x1"s, " 1"s, "1 "s,
                                    "1,2"s, "1\0"s, "1}"s, "--1"s}) {
        CHECK(!decimal::parse(text));
        CHECK(text_again<decimal>(text) == "none");
        CHECK(json_of(decimal(text)) == "! $: the value is no number of JSON (bad text)");
        CHECK(!apibind::to_text(decimal(text)));
    }
    CHECK(again<decimal>("\"1\"").starts_with("! $: expected a number, found the string \"1\" (wrong type"));
    CHECK(again<decimal>("01").find("without leading zeros") != std::string::npos);
}

TEST_CASE("it is an integer where it is exactly one, in the type's range") {
    CHECK(decimal("12.0").as<int>() == 12);
    CHECK(decimal("1.2e1").as<int>() == 12);
    CHECK(!decimal("12.5").as<int>());
    CHECK(decimal("-128").as<std::int8_t>() == -128);
    CHECK(!decimal("-129").as<std::int8_t>());
    CHECK(!decimal("128").as<std::int8_t>());
    CHECK(decimal("255").as<std::uint8_t>() == 255);
    CHECK(!decimal("-1").as<std::uint64_t>());
    CHECK(decimal("-0").as<unsigned>() == 0u);
    CHECK(decimal("-9223372036854775808").as<std::int64_t>() == std::numeric_limits<std::int64_t>::min());
    CHECK(!decimal("-9223372036854775809").as<std::int64_t>());
    CHECK(decimal("18446744073709551615").as<std::uint64_t>() == 18446744073709551615u);
    CHECK(!decimal("1e999999999999").as<std::int64_t>());
    CHECK(decimal("0e999999999999").as<std::int64_t>() == 0);
    CHECK(decimal("0.1").as<double>() == 0.1);
    CHECK(!decimal("1e400").as<double>());
    CHECK(!decimal("nonsense").as<double>());
}

TEST_CASE("digits without end cost no more than their text") {
    std::string const long_text(1 << 20, '7');
    CHECK(again<decimal>(long_text) == long_text);
    CHECK(!decimal(long_text).as<std::int64_t>());
}
