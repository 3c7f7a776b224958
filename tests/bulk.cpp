// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bulk.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <climits>
#include <optional>
#include <sstream>

using namespace apibind;
using namespace std::chrono_literals;

TEST_CASE("a summary counts calls by their outcome, and a stream shows one line") {
    bulk_summary const some{
        .not_sent = 1, .rejected = 2, .executed = 3, .partial = 4, .unknown = 5, .left = 6, .elapsed = 4213ms};
    CHECK(some.calls() == 15);
    CHECK(!some.is_complete());
    CHECK(to_string(some) == "15 calls in 4213 ms: 3 executed, 4 partly executed, 2 rejected, 1 not sent, 5 outcome "
                             "unknown; 6 requests left");
    std::ostringstream shown;
    shown << bulk_summary{.executed = 7, .left = 0, .elapsed = 10us};
    CHECK(shown.str() == "7 calls in 0 ms: 7 executed");
}

TEST_CASE("a summary is complete only where nothing is known to be left") {
    CHECK(bulk_summary{.left = 0}.is_complete());
    CHECK(!bulk_summary{.left = 1}.is_complete());
    CHECK(!bulk_summary{}.is_complete());
    CHECK(to_string(bulk_summary{.left = 0}) == "0 calls in 0 ms");
    CHECK(to_string(bulk_summary{.unknown = 1}) == "1 calls in 0 ms: 1 outcome unknown; there may be requests left");
}

TEST_CASE("as many calls are made at once as limit, option and requests allow") {
    using detail::bulk_width;
    struct {
        int limit;
        std::optional<int> wanted;
        std::optional<std::size_t> size;
        std::size_t width;
    } const cases[] = {
        {0, {}, {}, 16},    {0, {}, 5, 5},       {0, {}, 0, 1},  {0, 40, {}, 40},     {0, 40, 30, 30},
        {3, {}, {}, 3},     {3, {}, 2, 2},       {3, 2, {}, 2},  {3, 40, {}, 3},      {40, {}, {}, 40},
        {1, {}, 50'000, 1}, {0, 0, 50'000, 1},   {0, -7, {}, 1}, {3, INT_MIN, {}, 1}, {0, INT_MAX, 12, 12},
        {3, 0, {}, 1},      {INT_MAX, {}, 9, 9},
    };
    for (auto const& one : cases) {
        CAPTURE(one.limit);
        CAPTURE(one.wanted.value_or(-1000));
        CHECK(bulk_width(one.limit, one.wanted, one.size) == one.width);
    }
}
