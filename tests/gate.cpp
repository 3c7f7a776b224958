// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/gate.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

using apibind::gate;
using apibind::detail::gate_registry;
using namespace std::chrono_literals;

namespace {

auto soon() {
    return std::chrono::steady_clock::now() + 20s;
} // reached by a broken gate only
auto past() {
    return std::chrono::steady_clock::now() - 1s;
}

/// Returns when that many calls wait at the gate, or a broken gate has had its time.
bool wait_for_waiting(gate const& it, std::size_t calls) {
    for (auto const end = soon(); std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(1ms))
        if (it.waiting() == calls) return true;
    return false;
}

} // namespace

TEST_CASE("so many calls pass as the limit says") {
    auto const it = std::make_shared<gate>(2);
    auto a = gate::enter(it, soon());
    auto b = gate::enter(it, soon());
    REQUIRE(a);
    REQUIRE(b);
    CHECK(!gate::enter(it, past()));
    a.reset();
    CHECK(gate::enter(it, past())); // and its turn ends with the statement
    auto c = gate::enter(it, past());
    CHECK(c);
    CHECK(!gate::enter(it, past()));
    CHECK(it->waiting() == 0);
}

TEST_CASE("a deadline that passes while waiting gives no turn and leaves the row") {
    auto const it = std::make_shared<gate>(1);
    auto const held = gate::enter(it, soon());
    CHECK(!gate::enter(it, std::chrono::steady_clock::now() + 5ms));
    CHECK(it->waiting() == 0);
}

TEST_CASE("a turn that was moved from does not end twice") {
    auto const it = std::make_shared<gate>(1);
    auto held = gate::enter(it, soon());
    REQUIRE(held);
    {
        gate::turn moved = std::move(*held);
        held.reset();
        CHECK(!gate::enter(it, past()));
    }
    auto const one = gate::enter(it, past());
    CHECK(one);
    CHECK(!gate::enter(it, past()));
}

TEST_CASE("first come, first served") {
    auto const it = std::make_shared<gate>(1);
    auto held = gate::enter(it, soon());
    std::mutex mutex;
    std::vector<int> order;
    std::vector<std::thread> threads;
    for (int i = 0; i != 5; ++i) {
        threads.emplace_back([&, i] {
            auto const turn = gate::enter(it, soon());
            std::lock_guard const lock(mutex);
            if (turn) order.push_back(i);
        });
        CHECK(wait_for_waiting(*it, static_cast<std::size_t>(i) + 1));
    }
    held.reset();
    for (auto& thread : threads) thread.join();
    CHECK(order == std::vector<int>{0, 1, 2, 3, 4});
    CHECK(it->waiting() == 0);
}

TEST_CASE("a call cannot overtake one that waits") {
    auto const it = std::make_shared<gate>(1);
    auto held = gate::enter(it, soon());
    std::atomic<bool> passed = false;
    std::thread waiting([&] { passed = gate::enter(it, soon()).has_value(); });
    CHECK(wait_for_waiting(*it, 1));
    CHECK(!gate::enter(it, past()));
    held.reset();
    waiting.join();
    CHECK(passed);
    CHECK(gate::enter(it, past()));
}

TEST_CASE("one that gives up lets the next in the row pass") {
    auto const it = std::make_shared<gate>(1);
    auto held = gate::enter(it, soon());
    std::atomic<bool> gave_up = false, passed = false;
    std::thread first([&] { gave_up = !gate::enter(it, std::chrono::steady_clock::now() + 200ms); });
    CHECK(wait_for_waiting(*it, 1));
    std::thread second([&] { passed = gate::enter(it, soon()).has_value(); });
    first.join();
    CHECK(gave_up);
    held.reset();
    second.join();
    CHECK(passed);
}

TEST_CASE("when several turns end at once, as many calls pass") {
    auto const it = std::make_shared<gate>(3);
    std::vector<gate::turn> held;
    for (int i = 0; i != 3; ++i) held.push_back(*gate::enter(it, soon()));
    std::atomic<int> inside = 0, most = 0, passed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i != 12; ++i)
        threads.emplace_back([&] {
            auto const turn = gate::enter(it, soon());
            int const now = ++inside;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            passed += turn ? 1 : 0;
            std::this_thread::yield();
            --inside;
        });
    CHECK(wait_for_waiting(*it, 12));
    held.clear();
    for (auto& thread : threads) thread.join();
    CHECK(passed == 12);
    CHECK(most <= 3);
}

TEST_CASE("one service and credential have one gate, others have others") {
    auto& all = gate_registry::instance();
    auto const it = all.find("shop", "token", 3);
    CHECK(all.find("shop", "token", 3) == it);
    CHECK(all.find("shop", "token2", 3) != it);
    CHECK(all.find("shop2", "token", 3) != it);
    CHECK(all.find("shopt", "oken", 3) != it); // where one ends and the other begins is part of the key
    CHECK(all.find("", "", 1) == all.find("", "", 1));
    CHECK(&gate_registry::instance() == &all);
}

TEST_CASE("a gate that nobody uses is forgotten, one that a turn holds is not") {
    auto& all = gate_registry::instance();
    auto it = all.find("forgotten", "token", 1);
    std::weak_ptr<gate> const known = it;
    auto turn = gate::enter(it, soon());
    it.reset();
    REQUIRE(turn);
    CHECK(all.find("forgotten", "token", 1) == known.lock());
    CHECK(!gate::enter(all.find("forgotten", "token", 1), past()));
    turn.reset();
    CHECK(known.expired());
    auto const other = all.find("forgotten", "token", 5); // a new one, with a limit of its own
    auto const a = gate::enter(other, past()), b = gate::enter(other, past());
    CHECK(a);
    CHECK(b);
}

TEST_CASE("one gate is found from many threads") {
    std::vector<std::shared_ptr<gate>> found(8);
    std::vector<std::thread> threads;
    auto const kept = gate_registry::instance().find("threads", "token", 1);
    for (auto& place : found)
        threads.emplace_back([&place] { place = gate_registry::instance().find("threads", "token", 1); });
    for (auto& thread : threads) thread.join();
    for (auto const& one : found) CHECK(one == kept);
}
