// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_stack.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <stdexcept>
#include <thread>

using apibind::detail::run_on_stack;

namespace {

/// Takes a kilobyte or more of the stack for each level.
int deep(int levels) {
    std::array<char volatile, 1024> room{};
    room[static_cast<std::size_t>(levels) % room.size()] = 1;
    return levels == 0 ? 0 : deep(levels - 1) + room[static_cast<std::size_t>(levels) % room.size()];
}

} // namespace

TEST_CASE("work has the stack that it was given, however small the caller's is") {
    int reached = 0;
    std::thread::id where;
    auto work = [&] {
        where = std::this_thread::get_id();
        reached = deep(20'000);
    };
    CHECK(run_on_stack(64u << 20, work));
    CHECK(reached == 20'000);
    CHECK(where != std::this_thread::get_id());
}

TEST_CASE("what is thrown there arrives here") {
    auto work = [] { throw std::runtime_error("there"); };
    CHECK_THROWS_WITH_AS(static_cast<void>(run_on_stack(1u << 20, work)), "there", std::runtime_error);
}

TEST_CASE("a stack that cannot be had is told, and nothing has run") {
    bool has_run = false;
    auto work = [&] { has_run = true; };
    CHECK_FALSE(run_on_stack(static_cast<std::size_t>(-1) / 2, work));
    CHECK_FALSE(has_run);
}

TEST_CASE("the program's signals stay with its own threads") {
    sigset_t blocked, before, after;
    pthread_sigmask(SIG_BLOCK, nullptr, &before);
    auto work = [&] { pthread_sigmask(SIG_BLOCK, nullptr, &blocked); };
    REQUIRE(run_on_stack(1u << 20, work));
    pthread_sigmask(SIG_BLOCK, nullptr, &after);
    for (int signal : {SIGPIPE, SIGTERM, SIGALRM}) {
        CHECK(sigismember(&blocked, signal) == 1);
        CHECK(sigismember(&after, signal) == sigismember(&before, signal));
    }
}
