// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>

#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind {
namespace detail {

/// An answer that came and that nobody could read: there is not enough memory, or code of the program's threw.
inline failure_facts unread(endpoint_table const& endpoint, http_response const& response, interpret_options const& how,
                            std::string_view why) {
    failure_facts out;
    out.kind = is_success(response.status) ? failure_kind::undecodable : failure_kind::status;
    out.endpoint = endpoint.name;
    out.info = info_of(response, endpoint, how.secrets, how.now);
    out.message = "HTTP " + std::to_string(response.status) + ", but " + printable(masked(why, how.secrets));
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
            fail(unread(endpoint_table_of<E>, answer, how, "there is not enough memory to read its content"));
        } catch (std::exception const& e) {
            fail(unjudged(answer, how, e.what()));
        } catch (...) {
            fail(unjudged(answer, how, "what is no std::exception"));
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
    /// A codec threw, or the descriptor, who would have had the last word about the effect.
    static failure_facts unjudged(http_response const& answer, interpret_options const& how, char const* what) {
        auto out =
            unread(endpoint_table_of<E>, answer, how, std::string("the program's code that reads it threw: ") + what);
        if constexpr (names_accepted<E> || names_status_of<E> || names_outcome_of<E>)
            out.info.outcome = outcome::unknown;
        return out;
    }

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
        auto const state = client.state(); // an observer may put another client in its place
        detail::attempts call(*state, detail::endpoint_table_of<E>, options, result);
        detail::with_derived<E>(request, [&](auto const& whole) { call.run(&whole); });
        return result.take();
    } else {
        return failure<error_of<E>>{};
    }
}

} // namespace apibind
