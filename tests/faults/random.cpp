// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Faults at random: whatever comes, the outcome is true and nothing is executed twice.

#include "support/fault_random.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("faults: 1,000 calls under random faults are told the truth") {
    auto const found = faults::play_at_random({.calls = 1'000, .seed = 20'240'611});
    for (auto const& untruth : found.untruths) FAIL_CHECK(untruth);
    std::string seen;
    unsigned calls = 0;
    for (auto const& [outcome, count] : found.outcomes) {
        seen += outcome + " " + std::to_string(count) + ", ";
        calls += count;
    }
    CHECK(calls == 1'000);
    MESSAGE(seen << "executions " << found.executions);
    for (char const* const outcome : {"not sent", "rejected", "executed", "executed, result lost", "unknown"})
        CHECK(found.outcomes.count(outcome) == 1); // or too little was tried
}
