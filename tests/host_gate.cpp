// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/host_gate.hpp>

#include "support/certificates.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using apibind::call_clock;
using apibind::gate_maker;
using apibind::gate_scope;
using apibind::gate_wait;
using apibind::host_gate;
using apibind::host_gates;
using namespace std::chrono_literals;

namespace host_gate_test {
namespace {

constexpr auto at_once = call_clock::time_point::min(); // a place that is free again when its call has left

gate_wait long_enough() {
    return {std::chrono::steady_clock::now() + 20s}; // reached by a broken gate only
}
gate_wait not_at_all() {
    return {std::chrono::steady_clock::now() - 1s};
}

/// A folder for gates that goes with the test. Two host_gates on it are to each other as those of two processes.
struct meeting_point {
    support::temporary_folder around;
    std::filesystem::path folder = std::filesystem::path(around.write("beside", "")).parent_path() / "gates";
};

gate_scope shop(int calls) {
    return {"shop::api|https://shop.example", "s3cret-token", calls};
}

/// Returns when that many calls of its process wait at the gate, or a broken gate has had its time.
bool wait_for_waiting(host_gate const& it, std::size_t calls) {
    for (auto const end = long_enough().deadline; std::chrono::steady_clock::now() < end;
         std::this_thread::sleep_for(1ms))
        if (it.waiting() == calls) return true;
    return false;
}

std::ptrdiff_t open_files() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

/// Starts one that enters, notes its number and leaves.
std::thread visitor(host_gate& at, int number, std::mutex& mutex, std::vector<int>& order) {
    return std::thread([&at, number, &mutex, &order] {
        auto const place = at.enter(long_enough());
        if (!place) return;
        {
            std::lock_guard const lock(mutex);
            order.push_back(number);
        }
        at.leave(*place, at_once);
    });
}

TEST_CASE("two processes share the places of a gate") {
    meeting_point at;
    host_gate one(at.folder, shop(2)), two(at.folder, shop(2));
    CHECK(one.fault() == "");
    auto const a = one.enter(not_at_all());
    auto const b = two.enter(not_at_all());
    REQUIRE(a);
    REQUIRE(b);
    CHECK(*a != *b);
    CHECK(!one.enter(not_at_all()));
    CHECK(!two.enter(not_at_all()));
    one.leave(*a, at_once);
    CHECK(two.enter(not_at_all()) == a);
    CHECK(!one.enter(not_at_all()));
    CHECK(one.fault() == ""); // to wait is no fault
}

TEST_CASE("a gate that goes gives up its places") {
    meeting_point at;
    auto one = std::make_unique<host_gate>(at.folder, shop(1));
    host_gate two(at.folder, shop(1));
    REQUIRE(one->enter(not_at_all()));
    CHECK(!two.enter(not_at_all()));
    one.reset();
    CHECK(two.enter(not_at_all()));
}

TEST_CASE("services and credentials have gates of their own") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), service(at.folder, gate_scope("other", "s3cret-token", 1)),
        credential(at.folder, gate_scope("shop::api|https://shop.example", "other", 1));
    CHECK(one.enter(not_at_all()));
    CHECK(service.enter(not_at_all()));
    CHECK(credential.enter(not_at_all()));
    CHECK(!one.enter(not_at_all()));
}

TEST_CASE("a call passes when another process leaves") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(1));
    auto const held = one.enter(not_at_all());
    REQUIRE(held);
    std::optional<std::size_t> got;
    std::thread waiting([&] { got = two.enter(long_enough()); });
    CHECK(wait_for_waiting(two, 1));
    one.leave(*held, at_once);
    waiting.join();
    CHECK(got);
}

TEST_CASE("a deadline that passes while waiting gives no turn") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(1));
    auto const held = one.enter(not_at_all());
    REQUIRE(held);
    auto const begin = std::chrono::steady_clock::now();
    CHECK(!two.enter({begin + 20ms}));
    auto const took = std::chrono::steady_clock::now() - begin;
    CHECK(took >= 20ms);
    CHECK(took < 5s);
    one.leave(*held, at_once);
    CHECK(one.enter(not_at_all())); // it left the row as well
}

TEST_CASE("a stop ends the wait") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(1));
    REQUIRE(one.enter(not_at_all()));
    std::stop_source stop;
    std::optional<std::size_t> first = 7, second = 7;
    std::thread threads[] = {
        std::thread([&] {
            first = two.enter({long_enough().deadline, stop.get_token()});
        }),
        std::thread([&] {
            second = two.enter({long_enough().deadline, stop.get_token()});
        }),
    };
    CHECK(wait_for_waiting(two, 2));
    auto const asked = std::chrono::steady_clock::now();
    stop.request_stop();
    for (auto& thread : threads) thread.join();
    CHECK(std::chrono::steady_clock::now() - asked < 5s);
    CHECK(!first);
    CHECK(!second);
}

TEST_CASE("first come, first served, whatever the process") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(1)), three(at.folder, shop(1));
    auto const held = one.enter(not_at_all());
    REQUIRE(held);
    std::mutex mutex;
    std::vector<int> order;
    std::vector<std::thread> threads;
    int number = 0;
    for (auto* gate : {&two, &three, &two, &one, &three, &one}) {
        auto const waiting = gate->waiting();
        threads.push_back(visitor(*gate, number++, mutex, order));
        CHECK(wait_for_waiting(*gate, waiting + 1));
    }
    one.leave(*held, at_once);
    for (auto& thread : threads) thread.join();
    REQUIRE(order.size() == 6);
    // Within a process it is strict. Between two there is a moment between one call's turn and the next one's joining.
    auto const position = [&](int of) { return std::find(order.begin(), order.end(), of) - order.begin(); };
    CHECK(order[0] == 0);
    CHECK(position(0) < position(2));
    CHECK(position(1) < position(4));
    CHECK(position(3) < position(5));
    CHECK(position(1) < position(2));
}

TEST_CASE("a call does not overtake one of another process that waits") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(1));
    auto const held = one.enter(not_at_all());
    REQUIRE(held);
    std::optional<std::size_t> got;
    std::thread waiting([&] { got = two.enter(long_enough()); });
    CHECK(wait_for_waiting(two, 1));
    one.leave(*held, at_once);
    CHECK(!one.enter(not_at_all()));
    waiting.join();
    CHECK(got);
}

TEST_CASE("a place is kept for all processes until the time its call names") {
    meeting_point at;
    support::manual_clock time;
    auto one = std::make_unique<host_gate>(at.folder, shop(1));
    host_gate two(at.folder, shop(1));
    gate_wait const now{time.now(), {}, &time};
    auto const place = one->enter(now);
    REQUIRE(place);
    one->leave(*place, time.now() + 1min);
    CHECK(!one->enter(now));
    CHECK(!two.enter(now));
    one.reset(); // the process that knew ends
    time.advance(59s);
    CHECK(!two.enter(now));
    time.advance(1s);
    CHECK(two.enter(now));
    two.leave(0, at_once);
    CHECK(two.enter(now)); // once it has passed it is over
}

TEST_CASE("a call passes when a kept place becomes free while it waits") {
    meeting_point at;
    support::manual_clock time;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(1));
    auto const place = one.enter({time.now(), {}, &time});
    REQUIRE(place);
    one.leave(*place, time.now() + 1min);
    std::optional<std::size_t> got;
    std::thread waiting([&] { got = two.enter({time.now() + 1h, {}, &time}); });
    CHECK(wait_for_waiting(two, 1));
    time.advance(1min);
    waiting.join();
    CHECK(got);
}

TEST_CASE("each process keeps to its own limit") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), three(at.folder, shop(3));
    auto const a = three.enter(not_at_all()), b = three.enter(not_at_all());
    REQUIRE(a);
    REQUIRE(b);
    CHECK(!one.enter(not_at_all()));
    auto const c = three.enter(not_at_all());
    REQUIRE(c);
    CHECK(!three.enter(not_at_all()));
    for (auto const place : {*a, *b, *c}) three.leave(place, at_once);
    CHECK(one.enter(not_at_all()));
    CHECK(!one.enter(not_at_all()));
    CHECK(three.enter(not_at_all()));
    CHECK(three.enter(not_at_all()));
    CHECK(!three.enter(not_at_all()));
}

TEST_CASE("who waits for a place of the lower limit holds up nobody for long") {
    meeting_point at;
    host_gate one(at.folder, shop(1)), two(at.folder, shop(2));
    REQUIRE(two.enter(not_at_all()));
    std::stop_source stop;
    std::thread first([&] { one.enter({long_enough().deadline, stop.get_token()}); });
    CHECK(wait_for_waiting(one, 1));
    CHECK(two.enter(long_enough()));
    stop.request_stop();
    first.join();
}

TEST_CASE("what is open stays in bounds, and closes with the last client") {
    meeting_point at;
    auto const before = open_files();
    {
        host_gate one(at.folder, shop(3));
        auto const idle = open_files();
        for (int i = 0; i != 100; ++i) {
            auto const a = one.enter(not_at_all()), b = one.enter(not_at_all()), c = one.enter(not_at_all());
            CHECK(!one.enter(not_at_all()));
            for (auto const place : {a.value(), b.value(), c.value()}) one.leave(place, at_once);
        }
        CHECK(open_files() <= idle + 3); // one for each place
        CHECK(idle <= before + 3);
    }
    CHECK(open_files() == before);
}

TEST_CASE("the clients of a process share a gate") {
    meeting_point at;
    gate_maker const make = host_gates{at.folder};
    auto const it = make(shop(2));
    REQUIRE(it);
    CHECK(it->fault() == "");
    auto const files = open_files();
    CHECK(make(shop(2)) == it);
    CHECK(make(shop(3)) != it);
    CHECK(make(gate_scope("other", "s3cret-token", 2)) != it);
    CHECK(open_files() == files);
    std::vector<std::shared_ptr<apibind::gate>> found(8);
    std::vector<std::thread> threads;
    for (auto& one : found) threads.emplace_back([&] { one = make(gate_scope("fresh", "token", 1)); });
    for (auto& thread : threads) thread.join();
    for (auto const& one : found) CHECK(one == found.front());
}

TEST_CASE("a gate that no client has any more is made anew, and the places that are kept stay so") {
    meeting_point at;
    host_gates const make{at.folder};
    support::manual_clock time;
    gate_wait const now{time.now(), {}, &time};
    auto it = make(shop(1));
    REQUIRE(it->enter(now));
    it->leave(0, time.now() + 1min);
    std::weak_ptr<apibind::gate> const known = it;
    it.reset();
    CHECK(known.expired());
    it = make(shop(1));
    CHECK(!it->enter(now));
    time.advance(1min);
    CHECK(it->enter(now));
}

TEST_CASE("a service without a limit needs no gate") {
    meeting_point at;
    CHECK(host_gates{at.folder}(shop(0)) == nullptr);
    CHECK(!std::filesystem::exists(at.folder));
}

TEST_CASE("many threads of several processes are never more than the limit, and all get their turns") {
    meeting_point at;
    host_gate gates[] = {{at.folder, shop(3)}, {at.folder, shop(3)}, {at.folder, shop(3)}};
    std::atomic<int> inside = 0, most = 0, passed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i != 12; ++i)
        threads.emplace_back([&, i] {
            auto& mine = gates[i % 3];
            for (int turn = 0; turn != 20; ++turn) {
                auto const place = mine.enter(long_enough());
                if (!place) continue;
                int const now = ++inside;
                for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
                }
                ++passed;
                std::this_thread::yield();
                --inside;
                mine.leave(*place, turn % 7 == 0 ? std::chrono::steady_clock::now() + 1ms : at_once);
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(passed == 12 * 20);
    CHECK(most <= 3);
}

} // namespace
} // namespace host_gate_test
