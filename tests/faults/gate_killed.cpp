// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// What becomes of the places and of the row of a process that is killed, suspended, forked or replaced.

#include <apibind/host_gate.hpp>

#include "support/certificates.hpp"
#include "support/child_process.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <stop_token>
#include <thread>

using apibind::call_clock;
using apibind::gate_scope;
using apibind::gate_wait;
using apibind::host_gate;
using apibind::host_gates;
using support::child_process;
using support::event;
using namespace std::chrono_literals;

namespace gate_killed_test {
namespace {

constexpr auto at_once = call_clock::time_point::min();

gate_wait long_enough() {
    return {std::chrono::steady_clock::now() + 20s}; // reached by a broken gate only
}
gate_wait not_at_all() {
    return {std::chrono::steady_clock::now() - 1s};
}

struct meeting_point {
    support::temporary_folder around;
    std::filesystem::path folder = std::filesystem::path(around.write("beside", "")).parent_path() / "gates";
};

gate_scope const shop("shop::api|https://shop.example", "s3cret-token", 1);

/// A process that says when it has entered, and stays.
child_process holder(std::filesystem::path const& folder, event const& entered) {
    return child_process::fork([&] {
        host_gate it(folder, shop);
        if (!it.enter(long_enough())) return 1;
        entered.tell();
        ::sleep(60);
        return 0;
    });
}

void tell_when_waiting(host_gate const& it, event const& waits) {
    for (auto const end = long_enough().deadline; std::chrono::steady_clock::now() < end;
         std::this_thread::sleep_for(1ms))
        if (it.waiting() != 0) return waits.tell();
}

TEST_CASE("the place of a process that is killed is free") {
    meeting_point at;
    event entered;
    auto other = holder(at.folder, entered);
    REQUIRE(entered.wait());
    host_gate mine(at.folder, shop);
    CHECK(!mine.enter(not_at_all()));
    other.kill();
    CHECK(mine.enter(not_at_all()));
}

TEST_CASE("a place that is kept stays so when the process that named the time is killed") {
    meeting_point at;
    event left;
    auto const free_from = std::chrono::steady_clock::now() + 300ms;
    auto other = child_process::fork([&] {
        host_gate it(at.folder, shop);
        auto const place = it.enter(long_enough());
        if (!place) return 1;
        it.leave(*place, free_from);
        left.tell();
        ::sleep(60);
        return 0;
    });
    REQUIRE(left.wait());
    other.kill();
    host_gate mine(at.folder, shop);
    CHECK(mine.enter(long_enough()));
    CHECK(std::chrono::steady_clock::now() >= free_from);
}

TEST_CASE("the row does not wait for one that was killed in it") {
    meeting_point at;
    host_gate mine(at.folder, shop), third(at.folder, shop);
    auto const held = mine.enter(not_at_all());
    REQUIRE(held);
    event waits;
    auto other = child_process::fork([&] {
        host_gate it(at.folder, shop);
        std::jthread const teller([&] { tell_when_waiting(it, waits); });
        it.enter(long_enough());
        return 0;
    });
    REQUIRE(waits.wait());
    other.kill();
    mine.leave(*held, at_once);
    CHECK(third.enter(not_at_all()));
}

TEST_CASE("a process that was suspended while it waits holds up nobody for long") {
    meeting_point at;
    host_gate mine(at.folder, shop), third(at.folder, shop);
    auto const held = mine.enter(not_at_all());
    REQUIRE(held);
    event waits;
    auto other = child_process::fork([&] {
        host_gate it(at.folder, shop);
        std::jthread const teller([&] { tell_when_waiting(it, waits); });
        auto const place = it.enter(long_enough());
        if (place) it.leave(*place, at_once);
        return place ? 0 : 1;
    });
    REQUIRE(waits.wait());
    other.suspend();
    mine.leave(*held, at_once);
    auto const place = third.enter(long_enough());
    REQUIRE(place);
    third.leave(*place, at_once);
    other.signal(SIGCONT);
    CHECK(other.wait(20s) == 0); // and has its turn then
}

TEST_CASE("a child made by fork does not keep its parent's place when the parent is killed") {
    meeting_point at;
    event entered, forked, done;
    auto parent = child_process::fork([&] {
        host_gate it(at.folder, shop);
        if (!it.enter(long_enough())) return 1;
        entered.tell();
        auto const child = child_process::fork([&] {
            forked.tell();
            return done.wait() ? 0 : 1;
        });
        ::sleep(60);
        return 0;
    });
    REQUIRE(entered.wait());
    REQUIRE(forked.wait());
    host_gate mine(at.folder, shop);
    CHECK(!mine.enter(not_at_all()));
    parent.kill();
    CHECK(mine.enter(not_at_all()));
    done.tell();
}

TEST_CASE("a program that a process starts does not keep its place either") {
    meeting_point at;
    event entered;
    auto parent = child_process::fork([&] {
        host_gate it(at.folder, shop);
        if (!it.enter(long_enough())) return 1;
        char name[] = "sleep", time[] = "6";
        char* words[] = {name, time, nullptr};
        if (::posix_spawnp(nullptr, "sleep", nullptr, nullptr, words, environ) != 0) return 2;
        entered.tell();
        ::sleep(60);
        return 0;
    });
    REQUIRE(entered.wait());
    host_gate mine(at.folder, shop);
    parent.kill();
    // The system closes the files of a program that starts when that has begun already.
    CHECK(mine.enter({std::chrono::steady_clock::now() + 3s}));
}

TEST_CASE("in a child made by fork the parent's gate lets nobody through and gives nothing up; a new one works") {
    meeting_point at;
    host_gates const make{at.folder};
    auto const parents = make(shop);
    auto const place = parents->enter(not_at_all());
    REQUIRE(place);
    auto child = child_process::fork([&] {
        if (parents->enter(long_enough())) return 1;
        if (parents->fault() != "the client was made before this process was forked: make one in the child") return 2;
        parents->leave(*place, at_once);
        auto const own = make(shop);
        if (own == parents || !own->fault().empty()) return 3;
        if (own->enter(not_at_all())) return 4; // the parent has the only place
        auto const other = make(gate_scope("other", "token", 1));
        return other->enter(not_at_all()) ? 0 : 5;
    });
    CHECK(child.wait(20s) == 0);
    CHECK(!parents->enter(not_at_all()));
    parents->leave(*place, at_once);
    CHECK(parents->enter(not_at_all()));
}

TEST_CASE("a child may be forked while another thread opens and closes files of gates") {
    meeting_point at;
    std::filesystem::create_directory(at.folder);
    std::jthread busy([&](std::stop_token stop) {
        for (apibind::detail::own_file it; !stop.stop_requested();) it.open(AT_FDCWD, at.folder.string(), O_RDONLY);
    });
    for (int i = 0; i != 20; ++i) {
        auto child = child_process::fork([&] {
            apibind::detail::own_file it;
            return it.open(AT_FDCWD, at.folder.string(), O_RDONLY) ? 0 : 1;
        });
        CHECK(child.wait(20s) == 0);
    }
}

} // namespace
} // namespace gate_killed_test
