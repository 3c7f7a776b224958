// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/retry.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <limits>

using namespace apibind;
using namespace apibind::detail;
using namespace std::chrono_literals;

namespace {

constexpr std::array outcomes{outcome::not_sent, outcome::rejected, outcome::executed, outcome::partial,
                              outcome::unknown};
constexpr std::array repetitions{repetition::never, repetition::soon, repetition::when_welcome,
                                 repetition::soon_if_harmless, repetition::when_welcome_if_harmless};

} // namespace

TEST_CASE("what is repeated: nothing that was executed, and what may have been only where that does no harm") {
    for (auto how : repetitions)
        for (auto known : outcomes)
            for (auto what : {effect::safe, effect::idempotent, effect::once})
                for (auto after_unknown : {std::optional<bool>(), std::optional(false), std::optional(true)}) {
                    if (what == effect::once && after_unknown == true) continue; // refused
                    CAPTURE(static_cast<int>(how));
                    CAPTURE(to_string(known));
                    bool expected = false;
                    if (how == repetition::soon) expected = known == outcome::not_sent;
                    if (how == repetition::when_welcome) expected = known == outcome::rejected;
                    if (known == outcome::unknown && how != repetition::never && how != repetition::soon)
                        expected = what != effect::once && after_unknown != false;
                    CHECK(is_repeated(how, known, what, {.after_unknown = after_unknown}) == expected);
                }
}

TEST_CASE("only a policy that asks for it against the effect may execute twice") {
    CHECK(may_execute_twice({.after_unknown = true}, effect::once));
    CHECK(!may_execute_twice({}, effect::once));
    CHECK(!may_execute_twice({.after_unknown = false}, effect::once));
    CHECK(!may_execute_twice({.after_unknown = true}, effect::idempotent));
    CHECK(!may_execute_twice({.after_unknown = true}, effect::safe));
}

TEST_CASE("waits grow twofold up to the most, and are a random part of that") {
    retry_policy const usual;
    auto wait = [&](repetition how, unsigned attempts, double chance) {
        return wait_before_next(how, attempts, usual, std::nullopt, chance);
    };
    for (auto how : {repetition::soon, repetition::soon_if_harmless}) {
        CHECK(wait(how, 1, 1.0) == 100ms);
        CHECK(wait(how, 2, 1.0) == 200ms);
        CHECK(wait(how, 5, 1.0) == 1600ms);
        CHECK(wait(how, 6, 1.0) == 2s);
        CHECK(wait(how, std::numeric_limits<unsigned>::max(), 1.0) == 2s);
        CHECK(wait(how, 2, 0.0) == 0ms);
        CHECK(wait(how, 2, 0.25) == 50ms);
    }
    for (auto how : {repetition::when_welcome, repetition::when_welcome_if_harmless}) {
        CHECK(wait(how, 1, 1.0) == 1s);
        CHECK(wait(how, 2, 0.5) == 1s);
        CHECK(wait(how, 6, 1.0) == 30s);
    }
    CHECK(wait(repetition::soon, 1, 7.0) == 100ms); // a chance that is none
    CHECK(wait(repetition::soon, 1, -7.0) == 0ms);
    CHECK(wait(repetition::soon, 1, std::numeric_limits<double>::quiet_NaN()) == 0ms);
    CHECK(wait(repetition::soon, 1, std::numeric_limits<double>::infinity()) == 100ms);
}

TEST_CASE("a Retry-After goes before the backoff") {
    CHECK(wait_before_next(repetition::when_welcome, 1, {}, 7s, 0.5) == 7s);
    CHECK(wait_before_next(repetition::when_welcome, 1, {}, 0s, 0.5) == 0s);
}

TEST_CASE("a policy without an attempt, or with a backoff that shrinks, is none") {
    CHECK(is_sound(retry_policy{}));
    CHECK(is_sound(no_retry));
    CHECK(no_retry.attempts == 1);
    CHECK(!is_sound(retry_policy{.attempts = 0}));
    CHECK(!is_sound(retry_policy{.network = {2s, 1s}}));
    CHECK(!is_sound(retry_policy{.throttled = {-1s, 1s}}));
    CHECK(!is_sound(retry_policy{.throttled = {1s, 48h}}));
    CHECK(is_sound(retry_policy{.network = {0s, 0s}}));
}
