// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/call_clock.hpp>

#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

using namespace std::chrono_literals;
using apibind::detail::machine_clock;
using apibind::detail::wait_unless_stopped;

TEST_CASE("a wait lasts as long as its clock says") {
    support::manual_clock time;
    std::atomic<bool> is_over = false;
    std::stop_source stop;
    std::jthread const waiting([&] {
        auto const begun = time.now();
        CHECK(wait_unless_stopped(time, stop.get_token(), 10s));
        CHECK(time.now() - begun >= 10s);
        is_over = true;
    });
    for (int seconds = 0; seconds != 10'000 && !is_over; ++seconds) {
        time.advance(1s);
        std::this_thread::sleep_for(1ms);
    }
    CHECK(is_over);
    stop.request_stop();
}

TEST_CASE("a wait of no time or less is over, and one of the machine's clock ends") {
    support::manual_clock time;
    CHECK(wait_unless_stopped(time, {}, 0ms));
    CHECK(wait_unless_stopped(time, {}, -1ms));
    auto const begun = machine_clock().now();
    CHECK(wait_unless_stopped(machine_clock(), {}, 2ms));
    CHECK(machine_clock().now() - begun >= 2ms);
}

TEST_CASE("a stop ends a wait, whether it was asked for before or meanwhile") {
    std::stop_source stop;
    std::jthread const asking([&] {
        std::this_thread::sleep_for(2ms);
        stop.request_stop();
    });
    CHECK_FALSE(wait_unless_stopped(machine_clock(), stop.get_token(), 1h));
    CHECK_FALSE(wait_unless_stopped(machine_clock(), stop.get_token(), 1h));
}
