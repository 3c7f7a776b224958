// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/process_gate.hpp>

#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

using apibind::call_clock;
using apibind::gate_scope;
using apibind::gate_wait;
using apibind::process_gate;
using apibind::detail::gate_registry;
using namespace std::chrono_literals;

namespace process_gate_test {
namespace {

constexpr auto at_once = call_clock::time_point::min(); // a place that is free again when its call has left

gate_wait long_enough() {
    return {std::chrono::steady_clock::now() + 20s}; // reached by a broken gate only
}
gate_wait not_at_all() {
    return {std::chrono::steady_clock::now() - 1s};
}

/// Whether a call would pass now. It leaves nothing behind.
bool is_open(process_gate& it) {
    auto const place = it.enter(not_at_all());
    if (place) it.leave(*place, at_once);
    return place.has_value();
}

/// Returns when that many calls wait at the gate, or a broken gate has had its time.
bool wait_for_waiting(process_gate const& it, std::size_t calls) {
    for (auto const end = long_enough().deadline; std::chrono::steady_clock::now() < end;
         std::this_thread::sleep_for(1ms))
        if (it.waiting() == calls) return true;
    return false;
}

TEST_CASE("so many calls pass as the limit says") {
    process_gate it(2);
    auto const a = it.enter(long_enough());
    auto const b = it.enter(long_enough());
    REQUIRE(a);
    REQUIRE(b);
    CHECK(*a != *b);
    CHECK(!it.enter(not_at_all()));
    it.leave(*a, at_once);
    CHECK(it.enter(not_at_all()) == a);
    CHECK(!it.enter(not_at_all()));
    CHECK(it.waiting() == 0);
}

TEST_CASE("a limit below one lets one call through") {
    process_gate it(0);
    auto const held = it.enter(not_at_all());
    CHECK(held);
    CHECK(!it.enter(not_at_all()));
}

TEST_CASE("a deadline that passes while waiting gives no turn and leaves the row") {
    process_gate it(1);
    REQUIRE(it.enter(long_enough()));
    auto const begin = std::chrono::steady_clock::now();
    CHECK(!it.enter({begin + 5ms}));
    auto const took = std::chrono::steady_clock::now() - begin;
    CHECK(took >= 5ms);
    CHECK(took < 5s);
    CHECK(it.waiting() == 0);
}

TEST_CASE("a stop ends the wait") {
    process_gate it(1);
    auto const held = it.enter(long_enough());
    std::stop_source stop;
    std::optional<std::size_t> got = 7;
    std::chrono::steady_clock::time_point ended;
    std::thread waiting([&] {
        got = it.enter({long_enough().deadline, stop.get_token()});
        ended = std::chrono::steady_clock::now();
    });
    CHECK(wait_for_waiting(it, 1));
    auto const asked = std::chrono::steady_clock::now();
    stop.request_stop();
    waiting.join();
    CHECK(!got);
    CHECK(ended - asked < 5s);
    CHECK(it.waiting() == 0);
    REQUIRE(held);
    it.leave(*held, at_once);
    CHECK(is_open(it));
}

TEST_CASE("a stop that was asked for before gives no turn, even at an open gate") {
    process_gate it(1);
    std::stop_source stop;
    stop.request_stop();
    CHECK(!it.enter({long_enough().deadline, stop.get_token()}));
    CHECK(is_open(it));
}

TEST_CASE("first come, first served") {
    process_gate it(1);
    auto const held = it.enter(long_enough());
    REQUIRE(held);
    std::mutex mutex;
    std::vector<int> order;
    std::vector<std::thread> threads;
    for (int i = 0; i != 5; ++i) {
        threads.emplace_back([&, i] {
            auto const place = it.enter(long_enough());
            if (!place) return;
            {
                std::lock_guard const lock(mutex);
                order.push_back(i);
            }
            it.leave(*place, at_once);
        });
        CHECK(wait_for_waiting(it, static_cast<std::size_t>(i) + 1));
    }
    it.leave(*held, at_once);
    for (auto& thread : threads) thread.join();
    CHECK(order == std::vector<int>{0, 1, 2, 3, 4});
    CHECK(it.waiting() == 0);
}

TEST_CASE("a call cannot overtake one that waits") {
    support::manual_clock time;
    process_gate it(1);
    auto const held = it.enter(long_enough());
    REQUIRE(held);
    std::atomic<bool> passed = false;
    std::thread waiting([&] { passed = it.enter({time.now() + 1h, {}, &time}).has_value(); });
    CHECK(wait_for_waiting(it, 1));
    CHECK(!it.enter(not_at_all()));
    it.leave(*held, time.now() + 1min); // nobody can pass, and the one that waits stays the first
    CHECK(!it.enter({time.now() - 1s, {}, &time}));
    time.advance(2min);
    waiting.join();
    CHECK(passed);
    CHECK(!is_open(it));
}

TEST_CASE("one that gives up lets the next in the row pass") {
    process_gate it(1);
    auto const held = it.enter(long_enough());
    REQUIRE(held);
    std::stop_source stop;
    std::atomic<bool> gave_up = false, passed = false;
    std::thread first([&] { gave_up = !it.enter({long_enough().deadline, stop.get_token()}); });
    CHECK(wait_for_waiting(it, 1));
    std::thread second([&] { passed = it.enter(long_enough()).has_value(); });
    CHECK(wait_for_waiting(it, 2));
    stop.request_stop();
    first.join();
    CHECK(gave_up);
    it.leave(*held, at_once);
    second.join();
    CHECK(passed);
}

TEST_CASE("when several turns end at once, as many calls pass, and no more") {
    process_gate it(3);
    std::vector<std::size_t> held;
    for (int i = 0; i != 3; ++i) held.push_back(it.enter(long_enough()).value());
    std::atomic<int> passed = 0;
    std::atomic<bool> may_leave = false;
    std::vector<std::thread> threads;
    for (int i = 0; i != 6; ++i)
        threads.emplace_back([&] {
            auto const place = it.enter(long_enough());
            if (!place) return;
            ++passed;
            for (auto const end = long_enough().deadline; !may_leave && std::chrono::steady_clock::now() < end;)
                std::this_thread::sleep_for(1ms);
            it.leave(*place, at_once);
        });
    CHECK(wait_for_waiting(it, 6));
    for (auto const place : held) it.leave(place, at_once);
    CHECK(wait_for_waiting(it, 3)); // before any of them leaves
    std::this_thread::sleep_for(5ms);
    CHECK(it.waiting() == 3);
    may_leave = true;
    for (auto& thread : threads) thread.join();
    CHECK(passed == 6);
}

TEST_CASE("a place is kept until the time its call names") {
    support::manual_clock time;
    process_gate it(2);
    gate_wait const now{time.now(), {}, &time};
    auto const a = it.enter(now);
    REQUIRE(a);
    it.leave(*a, time.now() + 1min);
    CHECK(it.keeps_any(time.now()));
    auto const b = it.enter(now); // of two places one is left
    REQUIRE(b);
    CHECK(!it.enter(now));
    it.leave(*b, at_once);
    time.advance(59s);
    auto const c = it.enter(now);
    CHECK(c);
    CHECK(!it.enter(now));
    time.advance(1s);
    CHECK(!it.keeps_any(time.now()));
    CHECK(it.enter(now));
    CHECK(!it.enter(now));
}

TEST_CASE("a call passes when a kept place becomes free while it waits") {
    support::manual_clock time;
    process_gate it(1);
    auto const held = it.enter({time.now(), {}, &time});
    REQUIRE(held);
    it.leave(*held, time.now() + 1min);
    std::atomic<bool> passed = false;
    std::thread waiting([&] { passed = it.enter({time.now() + 1h, {}, &time}).has_value(); });
    CHECK(wait_for_waiting(it, 1));
    CHECK(!passed);
    time.advance(61s);
    waiting.join();
    CHECK(passed);
}

TEST_CASE("the machine's time frees a kept place as well") {
    process_gate it(1);
    auto const held = it.enter(long_enough());
    REQUIRE(held);
    auto const free_from = std::chrono::steady_clock::now() + 10ms;
    it.leave(*held, free_from);
    CHECK(it.enter(long_enough()));
    CHECK(std::chrono::steady_clock::now() >= free_from);
    CHECK(std::chrono::steady_clock::now() < free_from + 10s);
}

TEST_CASE("a kept place goes to the next in the row when the first has given up") {
    process_gate it(1);
    auto const held = it.enter(long_enough());
    REQUIRE(held);
    auto const free_from = std::chrono::steady_clock::now() + 300ms;
    it.leave(*held, free_from);
    std::thread first([&] { it.enter({free_from - 150ms}); });
    while (it.waiting() != 1 && std::chrono::steady_clock::now() < free_from - 160ms) std::this_thread::yield();
    CHECK(it.enter(long_enough()));
    CHECK(std::chrono::steady_clock::now() < free_from + 10s);
    first.join();
}

TEST_CASE("a deadline comes before a place that is kept for longer") {
    support::manual_clock time;
    process_gate it(1);
    auto const held = it.enter({time.now(), {}, &time});
    REQUIRE(held);
    it.leave(*held, time.now() + 1min);
    std::atomic<bool> passed = false;
    std::thread waiting([&] { passed = it.enter({time.now() + 30s, {}, &time}).has_value(); });
    CHECK(wait_for_waiting(it, 1));
    time.advance(31s);
    waiting.join();
    CHECK(!passed);
}

TEST_CASE("a limit is lowered under calls that are on their way, and never raised") {
    process_gate it(3);
    auto const a = it.enter(not_at_all()), b = it.enter(not_at_all());
    REQUIRE(a);
    REQUIRE(b);
    it.lower(1);
    it.lower(5);
    CHECK(!is_open(it));
    it.leave(*a, at_once);
    CHECK(!is_open(it));
    it.leave(*b, at_once);
    auto const c = it.enter(not_at_all());
    CHECK(c);
    CHECK(!is_open(it));
}

TEST_CASE("many threads, some of which give up, are never more than the limit, and all get their turns") {
    process_gate it(3);
    std::atomic<int> inside = 0, most = 0, passed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i != 16; ++i)
        threads.emplace_back([&, i] {
            for (int turn = 0; turn != 40; ++turn) {
                bool const may_give_up = (i + turn) % 5 == 0;
                auto const place =
                    it.enter(may_give_up ? gate_wait{std::chrono::steady_clock::now() + 1ms} : long_enough());
                if (!place) {
                    if (may_give_up) ++passed; // what it came for
                    continue;
                }
                int const now = ++inside;
                for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
                }
                ++passed;
                if (turn % 8 == 0) std::this_thread::sleep_for(100us);
                --inside;
                it.leave(*place, turn % 7 == 0 ? std::chrono::steady_clock::now() + 100us : at_once);
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(passed == 16 * 40);
    CHECK(most <= 3);
    CHECK(it.waiting() == 0);
}

TEST_CASE("one service and credential have one gate, others have others") {
    auto& all = gate_registry::instance();
    auto const it = all.find(gate_scope("shop", "token", 3));
    CHECK(all.find(gate_scope("shop", "token", 3)) == it);
    CHECK(all.find(gate_scope("shop", "token2", 3)) != it);
    CHECK(all.find(gate_scope("shop2", "token", 3)) != it);
    CHECK(all.find(gate_scope("shopt", "oken", 3)) != it); // where one ends and the other begins is part of the key
    CHECK(all.find(gate_scope("", "", 1)) == all.find(gate_scope("", "", 1)));
    CHECK(&gate_registry::instance() == &all);
}

TEST_CASE("of two limits for one service and credential the lower holds") {
    auto& all = gate_registry::instance();
    auto const it = all.find(gate_scope("differs", "token", 3));
    CHECK(all.find(gate_scope("differs", "token", 2)) == it);
    CHECK(all.find(gate_scope("differs", "token", 4)) == it);
    CHECK(it->enter(not_at_all()));
    CHECK(it->enter(not_at_all()));
    CHECK(!it->enter(not_at_all()));
}

TEST_CASE("a gate that nobody uses is forgotten") {
    auto& all = gate_registry::instance();
    auto it = all.find(gate_scope("forgotten", "token", 1));
    std::weak_ptr<process_gate> const known = it;
    auto const place = it->enter(not_at_all());
    REQUIRE(place);
    it->leave(*place, at_once);
    CHECK(all.find(gate_scope("forgotten", "token", 1)) == it);
    it.reset();
    auto const other = all.find(gate_scope("forgotten", "token", 2)); // a new one, with a limit of its own
    CHECK(known.expired());
    CHECK(other->enter(not_at_all()));
    CHECK(other->enter(not_at_all()));
    CHECK(!other->enter(not_at_all()));
}

TEST_CASE("a place that is kept survives the last client") {
    auto& all = gate_registry::instance();
    support::manual_clock time;
    gate_wait const now{time.now(), {}, &time};
    auto it = all.find(gate_scope("kept", "token", 1), time);
    std::weak_ptr<process_gate> const known = it;
    auto const place = it->enter(now);
    REQUIRE(place);
    it->leave(*place, time.now() + 1min);
    it.reset();
    time.advance(59s);
    CHECK(!all.find(gate_scope("kept", "token", 1), time)->enter(now));
    time.advance(1s);
    CHECK(all.find(gate_scope("kept", "token", 1), time)->enter(now));
    CHECK(known.expired());
}

TEST_CASE("one gate is found from many threads") {
    std::vector<std::shared_ptr<process_gate>> found(8);
    std::vector<std::thread> threads;
    auto const kept = gate_registry::instance().find(gate_scope("threads", "token", 1));
    for (auto& one : found)
        threads.emplace_back([&one] { one = gate_registry::instance().find(gate_scope("threads", "token", 1)); });
    for (auto& thread : threads) thread.join();
    for (auto const& one : found) CHECK(one == kept);
}

} // namespace
} // namespace process_gate_test
