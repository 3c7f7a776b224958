// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Run by `tests/run.sh soak`, which takes some minutes.

#include "support/fault_random.hpp"

#include <doctest/doctest.h>

TEST_CASE("soak: 10,000 calls under random faults are told the truth") {
    auto const found = faults::play_at_random({.calls = 10'000, .seed = 8'191});
    for (auto const& untruth : found.untruths) FAIL_CHECK(untruth);
    unsigned calls = 0;
    for (auto const& [outcome, count] : found.outcomes) {
        MESSAGE(outcome << ": " << count);
        calls += count;
    }
    MESSAGE("executions: " << found.executions);
    CHECK(calls == 10'000);
}
