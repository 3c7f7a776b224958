// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/hexadecimal.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace apibind::detail;
using namespace std::string_view_literals;

TEST_CASE("bytes are two digits each, in the case that is asked for") {
    CHECK(hex_of("\x00\x7f\x80\xff"sv) == "007f80ff");
    CHECK(hex_of("").empty());
    std::string out = "%";
    append_hex(out, "\xab", upper_hex_digits);
    CHECK(out == "%AB");
}

TEST_CASE("a digit has its value in either case, and nothing else is one") {
    CHECK(hex_digit('0') == 0);
    CHECK(hex_digit('9') == 9);
    CHECK(hex_digit('a') == 10);
    CHECK(hex_digit('F') == 15);
    for (char const c : "/:@G`g\x80") CHECK(hex_digit(c) == -1);
}
