// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bulk_summary.hpp>

#include <doctest/doctest.h>

#include <chrono>
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
