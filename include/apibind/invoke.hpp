// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/interpret.hpp>
#include <apibind/prepare.hpp>

#include <algorithm>
#include <chrono>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace apibind {
namespace detail {

/// The end of a call; a day where more was asked for, which no clock can hold in nanoseconds.
inline std::chrono::steady_clock::time_point deadline_of(client_state const& client, call_options const& call) {
    std::chrono::milliseconds const longest = std::chrono::hours(24);
    return std::chrono::steady_clock::now() +
           std::clamp(call.deadline.value_or(client.options.deadline), -longest, longest);
}

inline send_options sending(client_state const& client, endpoint_table const& endpoint, call_options const& call,
                            std::chrono::steady_clock::time_point deadline) {
    phase_timeouts const usual;
    auto const& own = client.options.timeouts;
    auto pick = [](auto const& first, auto const& second, std::chrono::milliseconds last) {
        return first ? *first : second ? *second : last;
    };
    send_options out;
    out.connection = &client.connection;
    out.deadline = deadline;
    out.timeouts.connect = pick(call.timeouts.connect, own.connect, usual.connect);
    out.timeouts.tls = pick(call.timeouts.tls, own.tls, usual.tls);
    out.timeouts.write = pick(call.timeouts.write, own.write, usual.write);
    out.timeouts.await = pick(call.timeouts.await, own.await, endpoint.await);
    out.limits = client.options.limits;
    return out;
}

inline failure_facts no_turn(endpoint_table const& endpoint) {
    failure_facts out;
    out.kind = failure_kind::gate;
    out.endpoint = endpoint.name;
    out.message =
        "its turn did not come before the deadline: other calls with this credential hold all that the service's "
        "limit allows";
    out.info.phase = phase::gate;
    return out;
}

/// An answer that came and cannot be held.
inline failure_facts out_of_memory(endpoint_table const& endpoint, http_response const& response,
                                   redaction const& secrets) {
    failure_facts out;
    out.kind = failure_kind::undecodable;
    out.endpoint = endpoint.name;
    out.info = info_of(response, endpoint, &secrets);
    out.message = "HTTP " + std::to_string(response.status) + ", but there is not enough memory to read its content";
    return out;
}

/// What a call that got no complete answer did, by how far it came and by the head of the answer where that came.
inline failure_facts unanswered(endpoint_table const& endpoint, transport_failure&& why, redaction const& secrets) {
    failure_facts out;
    out.kind = failure_kind::transport;
    out.endpoint = endpoint.name;
    out.transport = why.error;
    out.message = printable(masked(why.message, &secrets));
    if (why.partial) {
        out.info = info_of(*why.partial, endpoint, &secrets);
        out.excerpt = excerpt_of(why.partial->body, &secrets, true);
        out.message =
            "HTTP " + std::to_string(out.info.status) + ", but its content did not arrive whole: " + out.message;
    } else {
        out.info.outcome = outcome_of(why.phase);
    }
    out.info.phase = why.phase;
    return out;
}

/// Waits for the turn of a call and carries its request out and the answer back, for any endpoint.
inline std::variant<http_response, failure_facts> carry(client_state const& client, endpoint_table const& endpoint,
                                                        void const* request, call_options const& call,
                                                        unsigned& attempts) {
    auto const deadline = deadline_of(client, call);
    http_request message;
    if (auto fault = build_request(client, endpoint, request, call, message))
        return invalid_request(endpoint.name, *fault, *client.secrets);
    auto const turn = client.gate ? gate::enter(client.gate, deadline) : std::nullopt;
    if (client.gate && !turn) return no_turn(endpoint);
    ++attempts;
    auto answer = client.carrier->send(message, sending(client, endpoint, call, deadline));
    if (auto* why = std::get_if<transport_failure>(&answer))
        return unanswered(endpoint, std::move(*why), *client.secrets);
    return std::get<http_response>(std::move(answer));
}

} // namespace detail

/// Calls an endpoint: checks the request, waits for its turn, sends it once, and reads the answer.
///
/// Whatever goes wrong is a value. `info()` of the result says what is known of the effect at the vendor, how far the
/// call came, how long it took. Nothing is sent twice.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request = {},
                    call_options const& options = {}) {
    if constexpr (detail::callable<E, Service>()) {
        auto const started = std::chrono::steady_clock::now();
        auto const& state = *client.state();
        unsigned attempts = 0;
        auto carried = detail::with_derived<E>(request, [&](auto const& whole) {
            return detail::carry(state, detail::endpoint_table_of<E>, &whole, options, attempts);
        });
        auto answer = [&]() -> result_of<E> {
            if (auto* failed = std::get_if<failure_facts>(&carried))
                return failure<error_of<E>>{std::move(*failed), {}};
            interpret_options how;
            how.strict = options.strict.value_or(state.options.strict);
            how.max_body = state.options.limits.body;
            how.secrets = state.secrets.get();
#if defined(__cpp_exceptions)
            try {
                return interpret<E>(std::get<http_response>(carried), how);
            } catch (std::bad_alloc const&) { // what is known of the effect must not be lost with the answer
                return failure<error_of<E>>{detail::out_of_memory(detail::endpoint_table_of<E>,
                                                                  std::get<http_response>(carried), *state.secrets),
                                            {}};
            }
#else
            return interpret<E>(std::get<http_response>(carried), how);
#endif
        }();
        answer.info().attempts = attempts;
        answer.info().elapsed = std::chrono::steady_clock::now() - started;
        return answer;
    } else {
        return failure<error_of<E>>{};
    }
}

} // namespace apibind
