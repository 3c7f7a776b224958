// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>

#include <new>
#include <optional>
#include <string>
#include <utility>

namespace apibind {
namespace detail {

/// An answer that came and cannot be held.
inline failure_facts out_of_memory(endpoint_table const& endpoint, http_response const& response,
                                   interpret_options const& how) {
    failure_facts out;
    out.kind = failure_kind::undecodable;
    out.endpoint = endpoint.name;
    out.info = info_of(response, endpoint, how.secrets, how.now);
    out.message = "HTTP " + std::to_string(response.status) + ", but there is not enough memory to read its content";
    return out;
}

template <class E>
class typed_result final : public result_slot {
public:
    void fail(failure_facts&& why) override { result_.emplace(failure<error_of<E>>{std::move(why), {}}); }
    void read(http_response&& answer, interpret_options const& how) override {
#if defined(__cpp_exceptions)
        try {
            result_.emplace(interpret<E>(answer, how));
        } catch (std::bad_alloc const&) { // what is known of the effect must not be lost with the answer
            fail(out_of_memory(endpoint_table_of<E>, answer, how));
        }
#else
        result_.emplace(interpret<E>(answer, how));
#endif
    }
    call_info& info() override {
        return result_->info();
    }
    failure_facts* why_not() override {
        return result_->has_value() ? nullptr : &result_->error();
    }

    result_of<E> take() {
        return *std::move(result_);
    }

private:
    std::optional<result_of<E>> result_;
};

} // namespace detail

/// Calls an endpoint: checks the request, waits for its turn, sends it, and reads the answer. Where the retry policy
/// and the endpoint's effect allow, it is sent again after an attempt of which is known that it did nothing.
///
/// Whatever goes wrong is a value. `info()` of the result says what is known of the effect at the vendor, how far the
/// call came, how long it took.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request = {},
                    call_options const& options = {}) {
    if constexpr (detail::callable<E, Service>()) {
        detail::typed_result<E> result;
        detail::attempts call(*client.state(), detail::endpoint_table_of<E>, options, result);
        detail::with_derived<E>(request, [&](auto const& whole) { call.run(&whole); });
        return result.take();
    } else {
        return failure<error_of<E>>{};
    }
}

} // namespace apibind
