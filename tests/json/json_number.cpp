// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_number.hpp>

#include "reading.hpp"

#include <clocale>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

using namespace json_tests;
using apibind::decode_error;
using apibind::decode_reason;

TEST_CASE("integers are read up to the limits of every width") {
    CHECK(read<std::int8_t>("-128") == -128);
    CHECK(read<std::int8_t>("127") == 127);
    CHECK(read<std::uint8_t>("255") == 255);
    CHECK(read<std::int16_t>("-32768") == -32768);
    CHECK(read<std::uint16_t>("65535") == 65535);
    CHECK(read<std::int32_t>("-2147483648") == std::numeric_limits<std::int32_t>::min());
    CHECK(read<std::uint32_t>("4294967295") == std::numeric_limits<std::uint32_t>::max());
    CHECK(read<std::int64_t>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    CHECK(read<std::int64_t>("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    CHECK(read<std::uint64_t>("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
    CHECK(read<long long>("-1") == -1);
    CHECK(read<unsigned>("-0") == 0);
}

TEST_CASE("integers beyond the limits are out of range, and the range is told") {
    CHECK(refused<std::int8_t>("128") ==
          decode_error{decode_reason::out_of_range, "$", "an integer from -128 to 127", "the number 128", 0});
    CHECK(refused<std::int8_t>("-129").expected == "an integer from -128 to 127");
    CHECK(refused<std::uint8_t>("256").expected == "an integer from 0 to 255");
    CHECK(refused<std::uint8_t>("-1").reason == decode_reason::out_of_range);
    CHECK(refused<std::int16_t>("32768").reason == decode_reason::out_of_range);
    CHECK(refused<std::int32_t>("2147483648").reason == decode_reason::out_of_range);
    CHECK(refused<std::uint32_t>("4294967296").expected == "an integer from 0 to 4294967295");
    CHECK(refused<std::int64_t>("9223372036854775808").expected ==
          "an integer from -9223372036854775808 to 9223372036854775807");
    CHECK(refused<std::int64_t>("-9223372036854775809").reason == decode_reason::out_of_range);
    CHECK(refused<std::uint64_t>("18446744073709551616").expected == "an integer from 0 to 18446744073709551615");
    CHECK(refused<std::uint64_t>("1e20").reason == decode_reason::out_of_range);
    CHECK(refused<std::uint64_t>("1e999999999999999999999").reason == decode_reason::out_of_range);
    CHECK(refused<std::int64_t>(std::string(10000, '9')).reason == decode_reason::out_of_range);
}

TEST_CASE("a number that is exactly an integer is one, however it is spelt") {
    CHECK(read<int>("1.0") == 1);
    CHECK(read<int>("1e2") == 100);
    CHECK(read<int>("-1.50E+1") == -15);
    CHECK(read<int>("1200e-2") == 12);
    CHECK(read<int>("0.00012e5") == 12);
    CHECK(read<int>("0e99999999999999999999") == 0);
    CHECK(read<int>("-0.0") == 0);
    CHECK(read<std::uint64_t>("1844674407370955161.5e1") == std::numeric_limits<std::uint64_t>::max());
    CHECK(read<std::uint64_t>("18446744073709551615.000") == std::numeric_limits<std::uint64_t>::max());
    CHECK(read<int>("1" + std::string(5000, '0') + "e-5000") == 1);
}

TEST_CASE("a fraction is no integer") {
    CHECK(refused<int>("1.5") == decode_error{decode_reason::wrong_type, "$", "an integer", "the number 1.5", 0});
    CHECK(refused<int>("1e-1").reason == decode_reason::wrong_type);
    CHECK(refused<int>("18446744073709551616.5").reason == decode_reason::wrong_type);
    CHECK(refused<int>("1e-99999999999999999999").reason == decode_reason::wrong_type);
}

TEST_CASE("doubles are the nearest ones") {
    CHECK(read<double>("0.1") == 0.1);
    CHECK(read<double>("-2.5e-3") == -0.0025);
    CHECK(read<double>("9007199254740993") == 9007199254740992.0);
    CHECK(read<double>("123456789012345678901234567890") == 123456789012345678901234567890.0);
    CHECK(read<double>("1.7976931348623157e308") == std::numeric_limits<double>::max());
    CHECK(read<double>("5e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(read<double>("2.2250738585072011e-308") == 2.2250738585072011e-308);
    CHECK(read<double>("7") == 7.0);
    CHECK(std::signbit(read<double>("-0")));
    CHECK(std::signbit(read<double>("-0.0e5")));
}

TEST_CASE("what is nearer to zero than to any other double is zero") {
    CHECK(read<double>("1e-400") == 0.0);
    CHECK(read<double>("0." + std::string(400, '0') + "1") == 0.0);
    CHECK(std::signbit(read<double>("-1e-400")));
    CHECK(read<double>("1e-99999999999999999999") == 0.0);
    CHECK(read<double>("0e400") == 0.0);
}

TEST_CASE("beyond the range of a floating point type there is no infinity") {
    CHECK(refused<double>("1e400") ==
          decode_error{decode_reason::out_of_range, "$", "a number in the range of double", "the number 1e400", 0});
    CHECK(refused<double>("-1e400").reason == decode_reason::out_of_range);
    CHECK(refused<double>("1.8e308").reason == decode_reason::out_of_range);
    CHECK(refused<double>("1e99999999999999999999").reason == decode_reason::out_of_range);
    CHECK(refused<double>("1" + std::string(400, '0')).reason == decode_reason::out_of_range);
    CHECK(refused<double>("0.00001e500").reason == decode_reason::out_of_range);
    CHECK(refused<float>("1e39") ==
          decode_error{decode_reason::out_of_range, "$", "a number in the range of float", "the number 1e39", 0});
}

TEST_CASE("floats are rounded once") {
    CHECK(read<float>("0.1") == 0.1f);
    CHECK(read<float>("16777217") == 16777216.0f);
    CHECK(read<float>("1.00000017881393432617187499") == 1.00000011920928955078125f);
    CHECK(read<float>("3.4028235e38") == std::numeric_limits<float>::max());
    CHECK(read<float>("1e-60") == 0.0f);
}

TEST_CASE("doubles are written in the fewest digits that read back the same") {
    CHECK(written(1.0) == "1");
    CHECK(written(-1.0) == "-1");
    CHECK(written(0.0) == "0");
    CHECK(written(-0.0) == "-0");
    CHECK(written(0.1) == "0.1");
    CHECK(written(100000.0) == "100000");
    CHECK(written(1e22) == "1e+22");
    CHECK(written(1.5e-7) == "1.5e-07");
    CHECK(written(19.99) == "19.99");
    CHECK(written(-1234.5678) == "-1234.5678");
    CHECK(written(1.0 / 3) == "0.3333333333333333");
    CHECK(written(9007199254740993.0) == "9007199254740992");
    CHECK(written(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
    CHECK(written(0.1f) == "0.1");
    CHECK(written(16777216.0f) == "16777216");
    CHECK(written(std::numeric_limits<float>::max()) == "3.4028235e+38");
}

TEST_CASE("doubles of any bits come back as they were") {
    std::uint64_t state = 88172645463325252u;
    auto const next = [&] { return state ^= state << 13, state ^= state >> 7, state ^= state << 17; };
    for (int i = 0; i != 200000; ++i) {
        double value = 0;
        auto const bits = next();
        if (i % 3 == 0)
            value = static_cast<double>(bits % 100000000) / 1000; // what prices look like
        else if (i % 3 == 1)
            value = static_cast<double>(static_cast<std::int64_t>(bits) >> (bits % 64)) / 1000000;
        else
            std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        char text[64];
        auto const end = apibind::detail::write_floating(text, value);
        char shortest[64];
        auto const length = std::to_chars(shortest, shortest + sizeof shortest, value).ptr - shortest;
        double back = 0;
        auto const error = apibind::read_json({text, static_cast<std::size_t>(end - text)}, back);
        bool const whole =
            std::string_view(text, static_cast<std::size_t>(end - text)).find_first_of(".e") == std::string_view::npos;
        if (error || std::memcmp(&back, &value, sizeof value) != 0 || (end - text > length && !whole)) {
            CAPTURE(std::string(text, end));
            FAIL("it came back as another one");
        }
    }
}

TEST_CASE("NaN and the infinities are refused") {
    using apibind::encode_error;
    using apibind::encode_reason;
    CHECK(unwritable(std::nan("")) == encode_error{encode_reason::not_finite, "$", "NaN has no JSON"});
    CHECK(unwritable(HUGE_VAL) == encode_error{encode_reason::not_finite, "$", "an infinity has no JSON"});
    CHECK(unwritable(-HUGE_VALF).reason == encode_reason::not_finite);
}

TEST_CASE("the locale changes nothing") {
    std::string const before = std::setlocale(LC_ALL, nullptr);
    bool const found = std::setlocale(LC_ALL, "de_DE.UTF-8") || std::setlocale(LC_ALL, "fr_FR.UTF-8");
    CHECK(read<double>("1234.5678901234567") == 1234.5678901234567);
    CHECK(written(1234.5678901234567) == "1234.5678901234567");
    std::setlocale(LC_ALL, before.c_str());
    MESSAGE(std::string(found ? "under a locale with a decimal comma" : "no locale with a decimal comma is installed"));
}

TEST_CASE("integers at every number of digits are written whole") {
    auto const check = [](auto number) {
        char text[apibind::detail::max_number_text];
        char* const end = apibind::detail::write_integer(text, number);
        CHECK(std::string(&text[0], end) == std::to_string(number));
    };
    for (std::uint64_t power = 1;; power *= 10) {
        for (std::uint64_t number : {power - 1, power, power + 1, power / 10 * 19, power / 10 * 14, power / 10 * 18})
            check(number), check(static_cast<std::int64_t>(0 - number));
        if (power > std::numeric_limits<std::uint64_t>::max() / 10) break;
    }
    for (std::uint64_t number = 0; number != 20000; ++number) check(number);
    check(std::numeric_limits<std::uint64_t>::max());
    check(std::numeric_limits<std::int64_t>::min());
    check(std::numeric_limits<std::int32_t>::min());
}
