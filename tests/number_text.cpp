// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/number_text.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using namespace apibind::detail;

TEST_CASE("a number ends where its grammar does, and a fault is where a digit is wrong") {
    auto const end = [](char const* text) {
        auto const number = scan_number(text);
        return number.end ? number.end - text : -1;
    };
    CHECK(end("0,") == 1);
    CHECK(end("-12.50e+3]") == 9);
    CHECK(end("1E2") == 3);
    for (char const* wrong : {"", "-", "+1", ".5", "x", "01", "1.", "1.x", "1e", "1e+", "-e1"}) {
        CAPTURE(wrong);
        CHECK(end(wrong) == -1);
    }
    char const* const zeros = "-007";
    CHECK(scan_number(zeros).fault == zeros + 2);
    CHECK(scan_number(zeros).leading_zero);
    char const* const cut = "1.e5";
    CHECK(scan_number(cut).fault == cut + 2);
    CHECK_FALSE(scan_number(cut).leading_zero);
}

TEST_CASE("a number is its digits, a power of ten and a sign") {
    auto const number = scan_number("-12.50e3");
    CHECK(number.negative);
    CHECK(number.digits == 1250);
    CHECK(number.exponent == 1);
    CHECK(number.exact);
    CHECK(scan_number("1234567890123456789").exact);
    CHECK_FALSE(scan_number("12345678901234567890").exact);
}

TEST_CASE("a magnitude is that of an integer, however it is spelt") {
    auto const fit = [](char const* text, std::uint64_t& out) { return to_magnitude(text, scan_number(text), out); };
    std::uint64_t magnitude = 1;
    for (char const* hundred : {"100", "-100", "1e2", "100.000", "0.1E3", "10000e-2"}) {
        CAPTURE(hundred);
        CHECK(fit(hundred, magnitude) == number_fit::exact);
        CHECK(magnitude == 100);
    }
    CHECK(fit("18446744073709551615", magnitude) == number_fit::exact);
    CHECK(magnitude == UINT64_MAX);
    CHECK(fit("18446744073709551616", magnitude) == number_fit::out_of_range);
    CHECK(fit("1e99999999999999999999", magnitude) == number_fit::out_of_range);
    CHECK(fit("1.5", magnitude) == number_fit::fraction);
    CHECK(fit("1e-99999999999999999999", magnitude) == number_fit::fraction);
    CHECK(fit("0e-5", magnitude) == number_fit::exact);
    CHECK(magnitude == 0);
}

TEST_CASE("integers have one spelling, and those beyond 64 bits their own") {
    CHECK(integer_digits("50.0") == "50");
    CHECK(integer_digits("-5e1") == "-50");
    CHECK(integer_digits("-0") == "0");
    CHECK(integer_digits("-9223372036854775808") == "-9223372036854775808");
    CHECK(integer_digits("-1e19") == "-1e19");
    CHECK(integer_digits("1e20") == "1e20");
    for (char const* none : {"", "1.5", "1 ", "x", "01"}) CHECK(integer_digits(none).empty());
}
