// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/durations.hpp>
#include <apibind/effect.hpp>
#include <apibind/verdict.hpp>

#include <optional>
#include <string_view>

namespace apibind {

/// How long a call waits before it is tried again: a random time from nothing up to a bound, which begins with `first`
/// and doubles with each attempt up to `most` ("full jitter").
struct backoff {
    std::chrono::milliseconds first;
    std::chrono::milliseconds most;

    friend constexpr bool operator==(backoff const&, backoff const&) = default;
};

/// When and how often a call is tried again by itself. Declared in a service or an endpoint
///
///     static constexpr apibind::retry_policy retry{.attempts = 5};
///
/// or given as an option of a client or a call, which goes before what is declared.
///
/// Tried again is what was not sent because of the network (never a certificate's failure), what the vendor refused for
/// now (421, 425, 429, and 503 where `rejects_when_busy`), and, where the endpoint's effect is `safe` or `idempotent`,
/// what may have been executed (408, 500, 502, 503, 504, a connection lost after the write). Nothing is tried beyond
/// the call's deadline: a wait that would go beyond it, Retry-After included, ends the call at once.
struct retry_policy {
    unsigned attempts = 3; ///< at most, the first one included
    backoff network{std::chrono::milliseconds(100), std::chrono::seconds(2)};
    backoff throttled{std::chrono::seconds(1), std::chrono::seconds(30)}; ///< without a Retry-After, which goes before
    /// Whether to try again after an unknown outcome. Not given: as the endpoint's effect allows. `true` for an
    /// endpoint whose effect is `once` does not compile where it is declared; as an option it refuses the call.
    std::optional<bool> after_unknown{};

    friend constexpr bool operator==(retry_policy const&, retry_policy const&) = default;
};

/// One attempt and no more.
inline constexpr retry_policy no_retry{.attempts = 1};

namespace detail {

constexpr bool is_sound(backoff const& b) noexcept {
    return b.first >= std::chrono::milliseconds(0) && b.most >= b.first && b.most <= std::chrono::hours(24);
}
constexpr bool is_sound(retry_policy const& policy) noexcept {
    return policy.attempts >= 1 && is_sound(policy.network) && is_sound(policy.throttled);
}
/// Whether a policy asks for what an effect forbids.
constexpr bool may_execute_twice(retry_policy const& policy, effect what) noexcept {
    return policy.after_unknown == true && what == effect::once;
}

/// Whether an attempt that came to that may be followed by another one. `known` is what its answer says, which is the
/// verdict's outcome or the vendor's own word about it.
constexpr bool is_repeated(repetition how, outcome known, effect what, retry_policy const& policy) noexcept {
    switch (how) {
    case repetition::never: return false;
    case repetition::soon: return known == outcome::not_sent;
    case repetition::when_welcome:
        if (known == outcome::rejected) return true;
        break;
    case repetition::soon_if_harmless:
    case repetition::when_welcome_if_harmless: break;
    }
    return known == outcome::unknown && what != effect::once && policy.after_unknown.value_or(true);
}

/// How long to wait after so many attempts. `chance` is in [0, 1).
constexpr std::chrono::milliseconds wait_before_next(repetition how, unsigned attempts, retry_policy const& policy,
                                                     std::optional<std::chrono::seconds> retry_after, double chance) {
    if (retry_after) return *retry_after;
    bool const is_network = how == repetition::soon || how == repetition::soon_if_harmless;
    auto const& growth = is_network ? policy.network : policy.throttled;
    auto bound = growth.first;
    for (unsigned i = 1; i < attempts && bound < growth.most; ++i) bound *= 2;
    if (bound > growth.most) bound = growth.most;
    double const part = chance > 1 ? 1.0 : chance > 0 ? chance : 0.0; // what is no number is none
    return std::chrono::milliseconds(
        static_cast<std::chrono::milliseconds::rep>(static_cast<double>(bound.count()) * part));
}

} // namespace detail
} // namespace apibind
