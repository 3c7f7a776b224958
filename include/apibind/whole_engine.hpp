// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>
#include <apibind/random_uuid.hpp>
#include <apibind/run_download.hpp>
#include <apibind/run_events.hpp>

#include <array>
#include <cstdint>

namespace apibind::detail {

/// What a call was given, or what it is without.
inline call_options const& options_or_none(call_options const* given) {
    static call_options const none;
    return given ? *given : none;
}

inline void run_attempts(client_state const& client, endpoint_table const& endpoint, answer_table const& answer,
                         call_options const* call, void const* request, answer_slot& result) {
    attempts(client, endpoint, options_or_none(call), answer, result).run(request);
    result.settle(answer);
}

inline build_fault build_only(client_state const& client, endpoint_table const& endpoint, void const* request,
                              call_options const* call, http_request& out) {
    call_secrets secrets;
    auto fault = build_request(client, endpoint, request, options_or_none(call), out, secrets);
    if (fault || !client.authorize_attempt) return fault;
    std::array<std::uint64_t, max_auths> memory{};
    auth_moment const now{
        client.time(), {}, {}, 1, false, true, memory.data(), client.options.random ? &client.options.random : nullptr,
        memory};
    return authorize_attempt(client, now, out, secrets);
}

inline void make_key(idempotency_key& out) {
    if (auto const made = try_random_uuid()) out = made->to_string();
}

/// All that a client does for any endpoint.
inline constexpr engine whole_engine{&run_attempts, &build_only, &make_key, &run_events, &run_download};

} // namespace apibind::detail
