// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/content_range.hpp>

#include <doctest/doctest.h>

#include <string_view>

using namespace apibind::detail;

TEST_CASE("a Content-Range is read whole or not at all") {
    auto const known = parse_content_range("bytes 5-9/100");
    REQUIRE(known);
    CHECK(known->first == 5);
    CHECK(known->last == 9);
    CHECK(known->total == 100u);
    CHECK(!parse_content_range("bytes 0-0/*")->total);
    for (std::string_view wrong :
         {"", "bytes", "bytes 5-9", "bytes 5-9/", "bytes 9-5/100", "bytes 5-9/9", "bytes */100", "bytes -5/100",
          "bytes 5-/100", "items 5-9/100", "bytes 5-9/100 ", "bytes  5-9/100", "bytes 5-9/1e2", "bytes 5 - 9/100",
          "bytes 18446744073709551621-18446744073709551625/*"})
        CHECK_MESSAGE(!parse_content_range(wrong), wrong);
}

TEST_CASE("a strong ETag is one in quotes") {
    for (std::string_view strong : {"\"v1\"", "\"\"", "\"a-b/c\""}) CHECK(is_strong_etag(strong));
    for (std::string_view other : {"", "\"", "v1", "W/\"v1\"", "\"a\"b\"", "\"a b\"", "\"a\nb\"", "\"\x80\""})
        CHECK(!is_strong_etag(other));
}
