// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>
#include <apibind/client.hpp>
#include <apibind/result.hpp>
#include <apibind/valid.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace apibind {
/// The exact request of a call, without sending it: a dry run, a test, a tool. Its failure is that of the call.
template <class E, class Service>
result<http_request, no_error_body> prepare(client<Service> const& client, request_of<E> const& request = {},
                                            call_options const& options = {}) {
    if constexpr (detail::callable<E, Service>()) {
        http_request out;
        auto const& state = *client.state();
        auto fault = detail::with_whole<E>(client.engine(), request, [&](auto const& whole) {
            return client.engine().build(state, detail::endpoint_table_of<E>, &whole, &options, out);
        });
        if (fault)
            return failure<no_error_body>{
                detail::invalid_request(detail::endpoint_table_of<E>.name, *fault, *out.secrets), {}};
        return {std::move(out), {}};
    } else {
        return failure<no_error_body>{};
    }
}

} // namespace apibind
