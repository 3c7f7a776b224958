// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/durations.hpp> // first, and by itself

namespace {

using steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds two_seconds = std::chrono::seconds(2);
constexpr std::chrono::time_point<steady> begun{two_seconds};

} // namespace

#include <chrono>

#include <doctest/doctest.h>

TEST_CASE("durations and clocks are those of <chrono>, which may follow") {
    using namespace std::chrono_literals;
    static_assert(two_seconds == 2s);
    static_assert(begun == std::chrono::steady_clock::time_point(2s));
    static_assert(std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(1))).day() ==
                  std::chrono::day(2));
    CHECK(std::chrono::steady_clock::now() > begun);
}
