// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/prepare.hpp>

namespace apibind {

/// Calls an endpoint: checks the request, waits for its turn, sends it, and reads the answer. Where the retry policy
/// and the endpoint's effect allow, it is sent again after an attempt of which is known that it did nothing.
///
/// Whatever goes wrong is a value. `info()` of the result says what is known of the effect at the vendor, how far the
/// call came, how long it took.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request = {},
                    call_options const& options = {}) {
    if constexpr (detail::callable<E, Service>()) {
        detail::typed_slot<E> result;
        auto const state = client.state(); // an observer may put another client in its place
        detail::with_derived<E>(request, [&](auto const& whole) {
            state->engine->run(*state, detail::endpoint_table_of<E>, detail::answer_table_of<E>, options, &whole,
                               result.slot());
        });
        return result.take();
    } else {
        return failure<error_of<E>>{};
    }
}

} // namespace apibind
