// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What a unit needs that declares endpoints and calls them and builds no client: a part of <apibind/apibind.hpp> that
/// costs the compiler much less. The unit that builds the client includes that, or a transport's header. Values that
/// few have are in headers of their own: decimal.hpp, times.hpp, dates.hpp, iso8601_duration.hpp,
/// protobuf_duration.hpp, additional_properties.hpp, field_mask.hpp.

#include <apibind/valid.hpp> // first: what it tells names few headers

#include <apibind/answer.hpp>
#include <apibind/as_received.hpp>
#include <apibind/base64_bytes.hpp>
#include <apibind/body.hpp>
#include <apibind/by_status.hpp>
#include <apibind/client_handle.hpp>
#include <apibind/codec.hpp>
#include <apibind/constant.hpp>
#include <apibind/content.hpp>
#include <apibind/derived.hpp>
#include <apibind/engine.hpp>
#include <apibind/envelope.hpp>
#include <apibind/everything.hpp>
#include <apibind/fields.hpp>
#include <apibind/file.hpp>
#include <apibind/idempotency_key.hpp>
#include <apibind/in_string.hpp>
#include <apibind/joined.hpp>
#include <apibind/limit.hpp>
#include <apibind/list_names.hpp>
#include <apibind/names.hpp>
#include <apibind/nullable.hpp>
#include <apibind/one_or_many.hpp>
#include <apibind/open_enum.hpp>
#include <apibind/outcome.hpp>
#include <apibind/problem_details.hpp>
#include <apibind/required.hpp>
#include <apibind/result.hpp>
#include <apibind/retry.hpp>
#include <apibind/route.hpp>
#include <apibind/rules.hpp>
#include <apibind/smart_pointers.hpp>
#include <apibind/stream_response.hpp>
#include <apibind/tagged.hpp>
#include <apibind/text_codec.hpp>
#include <apibind/uuid.hpp>
#include <apibind/version.hpp>
#include <apibind/with_fields.hpp>

namespace apibind {
namespace detail {

/// The state is held: an observer may put another client in the place of the one that calls.
[[gnu::noinline]] inline void run(engine const& on, std::shared_ptr<client_state const> const& of,
                                  endpoint_table const& endpoint, answer_table const& answer,
                                  call_options const* options, void const* request, answer_slot& out) {
    auto const state = of;
    on.run(*state, endpoint, answer, options, request, out);
}

/// Has its place filled in by a call of the engine. No template: what every endpoint's call has in common.
struct call_to_run {
    engine const& on;
    std::shared_ptr<client_state const> const& of;
    endpoint_table const& endpoint;
    answer_table const& answer;
    call_options const* options;
    void const* request;

    void operator()(void* response, void* error, failure_facts& facts) const {
        answer_slot slot{response, error, &facts};
        run(on, of, endpoint, answer, options, request, slot);
    }
};

/// Hands on the request with its derived members assigned.
template <class E, class Use>
decltype(auto) with_derived(request_of<E> const& request, Use use) {
    if constexpr (names_derive<E>) {
        auto copy = request;
        E::derive(copy);
        return use(copy);
    } else {
        return use(request);
    }
}

/// Hands on the request with its idempotency key, which is made where none was given.
template <class E, class Use>
decltype(auto) with_key(engine const& on, request_of<E> const& request, Use use) {
    if constexpr (key_position<request_of<E>> < 0) {
        return use(request);
    } else {
        constexpr auto pointer = boost::mp11::mp_at_c<members_of<request_of<E>>,
                                                      static_cast<std::size_t>(key_position<request_of<E>>)>::pointer;
        if ((request.*pointer).has_value()) return use(request);
        auto copy = request;
        on.make_key(copy.*pointer);
        return use(static_cast<request_of<E> const&>(copy));
    }
}

/// Hands on the request as it is sent, whatever the caller left to the library.
template <class E, class Use>
decltype(auto) with_whole(engine const& on, request_of<E> const& request, Use use) {
    return with_key<E>(on, request, [&](auto const& keyed) -> decltype(auto) { return with_derived<E>(keyed, use); });
}

/// Whether the library adds to a request, and sends a copy of it.
template <class E>
inline constexpr bool is_completed = names_derive<E> || key_position<request_of<E>> >= 0;

/// Precondition: callable<E, Service>. The result is made in its last place.
template <class E, class Service>
result_of<E> call(client<Service> const& client, request_of<E> const& request, call_options const* options) {
    auto const made = [&](void const* whole) {
        return result_access::filled<result_of<E>>(
            call_to_run{client.engine(), client.state(), endpoint_table_of<E>, answer_table_of<E>, options, whole});
    };
    if constexpr (is_completed<E>)
        return with_whole<E>(client.engine(), request, [&](auto const& whole) { return made(&whole); });
    else
        return made(&request);
}

} // namespace detail

/// Calls an endpoint: checks the request, waits for its turn, sends it, and reads the answer. Where the retry policy
/// and the endpoint's effect allow, it is sent again after an attempt of which is known that it did nothing.
///
/// Whatever goes wrong is a value. `info()` of the result says what is known of the effect at the vendor, how far the
/// call came, how long it took.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request = {}) {
    if constexpr (detail::callable_whole<E, Service>())
        return detail::call<E>(client, request, nullptr);
    else
        return failure<error_of<E>>{};
}
/// The same with what this one call does differently from its client.
template <class E, class Service>
result_of<E> invoke(client<Service> const& client, request_of<E> const& request, call_options const& options) {
    if constexpr (detail::callable_whole<E, Service>())
        return detail::call<E>(client, request, &options);
    else
        return failure<error_of<E>>{};
}

} // namespace apibind
