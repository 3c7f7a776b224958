// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/prepare.hpp>

namespace apibind {
namespace detail {

/// The state is held: an observer may put another client in the place of the one that calls.
[[gnu::noinline]] inline void run(std::shared_ptr<client_state const> const& of, endpoint_table const& endpoint,
                                  answer_table const& answer, call_options const* options, void const* request,
                                  answer_slot& out) {
    auto const state = of;
    state->engine->run(*state, endpoint, answer, options, request, out);
}

/// Precondition: callable<E, Service>. The result stands in the outermost block, where g++ makes it in its last place.
template <class E, class Service>
result_of<E> call(client<Service> const& client, request_of<E> const& request, call_options const* options) {
    auto result = result_access::empty<result_of<E>>();
    auto slot = slot_of(result);
    if constexpr (names_derive<E>) {
        auto whole = request;
        E::derive(whole);
        run(client.state(), endpoint_table_of<E>, answer_table_of<E>, options, &whole, slot);
    } else {
        run(client.state(), endpoint_table_of<E>, answer_table_of<E>, options, &request, slot);
    }
    return result;
}

} // namespace detail

/// Calls an endpoint: checks the request, waits for its turn, sends it, and reads the answer. Where the retry policy
/// and the endpoint's effect allow, it is sent again after an attempt of which is known that it did nothing.
///
/// Whatever goes wrong is a value. `info()` of the result says what is known of the effect at the vendor, how far the
/// call came, how long it took.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request = {}) {
    if constexpr (detail::callable<E, Service>())
        return detail::call<E>(client, request, nullptr);
    else
        return failure<error_of<E>>{};
}
/// The same with what this one call does differently from its client.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request, call_options const& options) {
    if constexpr (detail::callable<E, Service>())
        return detail::call<E>(client, request, &options);
    else
        return failure<error_of<E>>{};
}

} // namespace apibind
