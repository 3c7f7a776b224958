// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/text_values.hpp>

#include "support/travelling.hpp"
#include <apibind/apibind.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>

using namespace apibind;
using namespace support;

namespace text_values_tests {

enum class size : std::int16_t { small = -5, large = 300 };
BOOST_DESCRIBE_ENUM(size, small, large)
enum class tiny : std::uint8_t { one = 200 };
BOOST_DESCRIBE_ENUM(tiny, one)
enum class wide : std::int64_t { far = std::int64_t{1} << 40 };
BOOST_DESCRIBE_ENUM(wide, far)

} // namespace text_values_tests
using namespace text_values_tests;

TEST_CASE("every value that is one text goes there and back") {
    CHECK(text_again<bool>("true") == "true");
    CHECK(text_again<std::int8_t>("-128") == "-128");
    CHECK(text_again<std::uint64_t>("18446744073709551615") == "18446744073709551615");
    CHECK(text_again<std::int64_t>("-9223372036854775808") == "-9223372036854775808");
    CHECK(text_again<float>("0.5") == "0.5");
    CHECK(text_again<double>("1e3") == "1000");
    CHECK(text_again<std::string>("a b\n") == "a b\n");
    CHECK(text_again<text_values_tests::size>("small") == "small");
    CHECK(from_text<text_values_tests::size>("large") == text_values_tests::size::large);
    CHECK(from_text<tiny>("one") == tiny::one);
    CHECK(from_text<wide>("far") == wide::far);
    CHECK(text_again<open_enum<tiny>>("two") == "two");
    CHECK(from_text<std::optional<int>>("5") == std::optional<std::optional<int>>(5));
    CHECK(**from_text<nullable<int>>("5") == 5);
    CHECK(from_text<required<int>>("5")->value() == 5);
    using either = std::variant<int, std::string>;
    CHECK(from_text<either>("5")->index() == 0);
    CHECK(from_text<either>("x")->index() == 1);
    CHECK(to_text(std::string_view("x")) == "x");
}

TEST_CASE("a text that is no such value is none") {
    for (auto text : {"", "x", "1x", " 1", "+1", "1.0", "128", "-129", "1e1"})
        CHECK(text_again<std::int8_t>(text) == "none");
    for (auto text : {"", "True", "1", "yes", "true "}) CHECK(text_again<bool>(text) == "none");
    for (auto text : {"", "-1", "256"}) CHECK(text_again<std::uint8_t>(text) == "none");
    for (auto text : {"", "x", ".5", "1.", "0x1", "nan", "inf", "1e400", "01"})
        CHECK(text_again<double>(text) == "none");
    CHECK(text_again<text_values_tests::size>("medium") == "none");
    CHECK(!from_text<std::vector<int>>("1"));
    CHECK(!from_text<std::variant<int, bool>>("x"));
    CHECK(!to_text(std::numeric_limits<double>::infinity()));
    CHECK(!to_text(static_cast<tiny>(7)));
    CHECK(!to_text(std::vector<int>{1}));
}
