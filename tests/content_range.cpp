// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/content_range.hpp>

#include <doctest/doctest.h>

#include <string_view>
#include <utility>

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

TEST_CASE("a part is held against the range that was asked for") {
    auto const answers = [](std::string_view asked, std::string_view part) {
        auto const range = parse_range(asked);
        auto const came = parse_content_range(part);
        REQUIRE(range);
        REQUIRE(came);
        return range->is_answered_by(*came);
    };
    for (auto const& [asked, part] : {std::pair{"bytes=4-6", "bytes 4-6/10"},
                                      {"bytes=4-6", "bytes 4-6/*"},
                                      {"bytes=4-60", "bytes 4-9/10"},
                                      {"bytes=4-", "bytes 4-9/10"},
                                      {"bytes=4-", "bytes 4-9/*"},
                                      {"bytes=-3", "bytes 7-9/10"},
                                      {"bytes=-30", "bytes 0-9/10"}})
        CHECK_MESSAGE(answers(asked, part), part);
    for (auto const& [asked, part] : {std::pair{"bytes=4-6", "bytes 5-6/10"},
                                      {"bytes=4-6", "bytes 4-7/10"},
                                      {"bytes=4-6", "bytes 4-5/10"},
                                      {"bytes=4-", "bytes 4-8/10"},
                                      {"bytes=-3", "bytes 6-9/10"},
                                      {"bytes=-3", "bytes 6-8/10"},
                                      {"bytes=-3", "bytes 8-9/10"}})
        CHECK_MESSAGE(!answers(asked, part), part);
    for (std::string_view other : {"", "bytes=", "bytes=-", "bytes=1-2,4-5", "items=1-2", "bytes=a-2", "bytes=1-2 ",
                                   "bytes=1", "bytes=1000000000000000000-"})
        CHECK_MESSAGE(!parse_range(other), other);
}

TEST_CASE("a strong ETag is one in quotes") {
    for (std::string_view strong : {"\"v1\"", "\"\"", "\"a-b/c\""}) CHECK(is_strong_etag(strong));
    for (std::string_view other : {"", "\"", "v1", "W/\"v1\"", "\"a\"b\"", "\"a b\"", "\"a\nb\"", "\"\x80\""})
        CHECK(!is_strong_etag(other));
}
