// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/retry_budget.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using apibind::gate_scope;
using apibind::retry_budget;
using apibind::detail::budget_registry;

TEST_CASE("a budget is its reserve, and a part of each call up to that") {
    retry_budget budget(0.5, 3);
    for (int i = 0; i != 3; ++i) CHECK(budget.take());
    CHECK(!budget.take());
    budget.add_call();
    CHECK(!budget.take()); // half of one
    budget.add_call();
    CHECK(budget.take());
    CHECK(!budget.take());
    for (int i = 0; i != 100; ++i) budget.add_call();
    CHECK(budget.is_full());
    for (int i = 0; i != 3; ++i) CHECK(budget.take());
    CHECK(!budget.take());
}

TEST_CASE("a budget of nothing allows nothing, whatever the numbers") {
    retry_budget none(0, 0), negative(-1, -1);
    none.add_call();
    negative.add_call();
    CHECK(!none.take());
    CHECK(!negative.take());
}

TEST_CASE("threads share a budget") {
    retry_budget budget(0, 100);
    std::atomic<int> taken = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t != 8; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i != 50; ++i) taken += budget.take() ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    CHECK(taken == 100);
}

TEST_CASE("host and credential share a budget, and a spent one is not forgotten") {
    auto& all = budget_registry::instance();
    auto one = all.find(gate_scope("a.example", "token", 0));
    CHECK(all.find(gate_scope("a.example", "token", 0)) == one);
    CHECK(all.find(gate_scope("a.example", "other", 0)) != one);
    CHECK(all.find(gate_scope("b.example", "token", 0)) != one);
    while (one->take()) {
    }
    one.reset(); // no client has it any more
    auto const again = all.find(gate_scope("a.example", "token", 0));
    CHECK(!again->take());
    for (int i = 0; i != 200; ++i) again->add_call();
    CHECK(again->is_full());
}

TEST_CASE("of credentials that nobody has any more, a spent budget is not kept for ever") {
    auto& all = budget_registry::instance();
    auto const kept = all.find(gate_scope("crowd.example", "in use", 0));
    CHECK(kept->take());
    CHECK(all.find(gate_scope("crowd.example", "first", 0))->take());
    for (int i = 0; i != 2'000; ++i) CHECK(all.find(gate_scope("crowd.example", std::to_string(i), 0))->take());
    CHECK(all.find(gate_scope("crowd.example", "first", 0))->is_full());
    CHECK(all.find(gate_scope("crowd.example", "in use", 0)) == kept);
    CHECK(!kept->is_full());
}

TEST_CASE("without a reserve, a part of each call adds up to an attempt") {
    retry_budget budget(0.5, 0);
    CHECK(!budget.take());
    for (int i = 0; i != 100; ++i) budget.add_call();
    CHECK(budget.take());
    CHECK(!budget.take());
}

TEST_CASE("what is no number allows nothing") {
    double const none = std::numeric_limits<double>::quiet_NaN();
    retry_budget part(none, 1), reserve(0, none);
    CHECK(part.take());
    part.add_call();
    CHECK(!part.take());
    CHECK(!reserve.take());
}
