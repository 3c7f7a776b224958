// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/outcome.hpp>
#include <apibind/transport_error.hpp>

#include <cstdint>
#include <optional>

namespace apibind {

constexpr bool is_success(int status) noexcept {
    return status >= 200 && status < 300;
}

/// What an attempt came to.
struct attempt_event {
    apibind::phase phase = phase::build;    ///< how far it came; `decode`: a complete answer
    std::optional<transport_error> error{}; ///< why no complete answer came
    int status = 0;                         ///< of the answer, complete or not; 0: its head did not come
    bool has_retry_after = false;           ///< the answer says when to come back
    bool rejects_when_busy = false;         ///< declared: a 503 with Retry-After means that nothing was done
};

/// Whether an attempt is followed by another one, as far as what happened decides.
enum class repetition : std::uint8_t {
    never,
    soon,                     ///< nothing was sent; the network may be better in a moment
    when_welcome,             ///< the vendor refused for now, having done nothing
    soon_if_harmless,         ///< it may have been executed: only where executing it again does no harm
    when_welcome_if_harmless, ///< the same, where the vendor is in trouble
};

struct verdict {
    apibind::outcome outcome;
    apibind::repetition repetition;

    friend constexpr bool operator==(verdict const&, verdict const&) = default;
};

/// What a final status says (RFC 9110 section 15, RFC 6585). The vendor's own code inside an answer goes through the
/// same rows.
constexpr verdict verdict_of_status(int status, bool has_retry_after = false, bool rejects_when_busy = false) noexcept {
    if (is_success(status)) return {outcome::executed, repetition::never};
    switch (status) {
    // clang-format off
    // not followed: the request was not acted on here
    case 301: case 302: case 307: case 308:
    // refused as it is
    case 400: case 401: case 402: case 403: case 404: case 405: case 409: case 410: case 411: case 412: case 413:
    case 414: case 415: case 416: case 417: case 422: case 423: case 424: case 426: case 428: case 431: case 451:
        return {outcome::rejected, repetition::never};
    // refused for now
    case 421: case 425: case 429:
        return {outcome::rejected, repetition::when_welcome};
    case 503:
        if (has_retry_after && rejects_when_busy) return {outcome::rejected, repetition::when_welcome};
        return {outcome::unknown, repetition::when_welcome_if_harmless};
    case 408: case 500: case 502: case 504:
        return {outcome::unknown, repetition::when_welcome_if_harmless};
    // clang-format on
    default:
        // A status that is none may be a fault on the way; what a registered one says would be said again: 303 "see the
        // result there", 406 (found after executing), 501.
        return {outcome::unknown, status < 200 || status > 599 ? repetition::soon_if_harmless : repetition::never};
    }
}

/// What is known after an attempt, and whether there may be another: the one place that decides it, row by row.
constexpr verdict verdict_of(attempt_event const& event) noexcept {
    if (event.status != 0 || !event.error) {
        auto const by_status = verdict_of_status(event.status, event.has_retry_after, event.rejects_when_busy);
        // Executed, and the answer lost: never again.
        return event.error == transport_error::cancelled ? verdict{by_status.outcome, repetition::never} : by_status;
    }
    bool const is_sent = event.phase >= phase::write;
    switch (*event.error) {
    // Would be the same again, or is not wanted.
    case transport_error::invalid_request:
    case transport_error::certificate:
    case transport_error::too_large:
    case transport_error::cancelled: return {is_sent ? outcome::unknown : outcome::not_sent, repetition::never};
    case transport_error::resolve:
    case transport_error::connect:
    case transport_error::tls:
    case transport_error::timeout:
    case transport_error::closed:
    case transport_error::malformed: break;
    }
    if (is_sent) return {outcome::unknown, repetition::soon_if_harmless};
    return {outcome::not_sent, event.phase < phase::resolve ? repetition::never : repetition::soon};
}

/// The outcome of a final status.
constexpr outcome outcome_of_status(int status, bool has_retry_after = false, bool rejects_when_busy = false) noexcept {
    return verdict_of_status(status, has_retry_after, rejects_when_busy).outcome;
}
/// What a call that ended in that phase, without a complete head of an answer, did at the vendor.
constexpr outcome outcome_of(phase ended) noexcept {
    return verdict_of({.phase = ended, .error = transport_error::closed}).outcome;
}

} // namespace apibind
