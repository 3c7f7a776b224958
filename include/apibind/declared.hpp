// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth_fact.hpp>
#include <apibind/failure.hpp>
#include <apibind/reflection.hpp>
#include <apibind/result.hpp>

#include <type_traits>

/// What a descriptor declares, read off its type.
namespace apibind::detail {

template <class E>
concept has_route = requires {
    E::route;
};
template <class E>
concept has_base = requires {
    E::base;
};
template <class E>
concept has_auth = requires {
    E::auth;
};
template <class E>
concept has_response = requires {
    typename E::response;
};
template <class E>
concept has_server = requires {
    typename E::server;
};
template <class E>
concept has_error = requires {
    typename E::error;
};
template <class E>
concept has_rules = requires {
    E::rules;
};
template <class E>
concept has_limit = requires {
    E::limit;
};
template <class E>
concept has_body = requires {
    E::body;
};

/// Whether a descriptor has a member of that name at all, overloaded or not: an ambiguous name is there. A fact that
/// does not fit is then an error and not silently ignored.
struct has_every_name {
    int accepted, status_of, outcome_of, retry_after_of, derive, error, server, auth;
    int limit, rules, time_limit, rejects_when_busy, effect, retry;
    int query_lists, fields, body, accept, end_of_events, envelope, payload;
};
template <class E>
struct names_probe : E, has_every_name {};
/// Whether it has none of them but an auth, as most have: told by one look.
template <class E>
concept names_little = !std::is_final_v<E> && requires {
    &names_probe<E>::accepted;
    &names_probe<E>::status_of;
    &names_probe<E>::outcome_of;
    &names_probe<E>::retry_after_of;
    &names_probe<E>::derive;
    &names_probe<E>::error;
    &names_probe<E>::server;
    &names_probe<E>::limit;
    &names_probe<E>::rules;
    &names_probe<E>::time_limit;
    &names_probe<E>::rejects_when_busy;
    &names_probe<E>::effect;
    &names_probe<E>::retry;
    &names_probe<E>::query_lists;
    &names_probe<E>::fields;
    &names_probe<E>::body;
    &names_probe<E>::accept;
    &names_probe<E>::end_of_events;
    &names_probe<E>::envelope;
    &names_probe<E>::payload;
};
#define APIBIND_DETAIL_NAMES(NAME, IS_OFTEN_ABSENT)                                                                    \
    template <class E>                                                                                                 \
    concept has_address_of_##NAME = requires {                                                                         \
        &E::NAME;                                                                                                      \
    };                                                                                                                 \
    template <class E>                                                                                                 \
    concept names_##NAME =                                                                                             \
        !(IS_OFTEN_ABSENT && names_little<E>)&&((std::is_final_v<E> && has_address_of_##NAME<E>) ||                    \
                                                (!std::is_final_v<E> && !has_address_of_##NAME<names_probe<E>>));
APIBIND_DETAIL_NAMES(accepted, true)
APIBIND_DETAIL_NAMES(status_of, true)
APIBIND_DETAIL_NAMES(outcome_of, true)
APIBIND_DETAIL_NAMES(retry_after_of, true)
APIBIND_DETAIL_NAMES(derive, true)
APIBIND_DETAIL_NAMES(error, true)
APIBIND_DETAIL_NAMES(server, true)
APIBIND_DETAIL_NAMES(auth, false)
APIBIND_DETAIL_NAMES(limit, true)
APIBIND_DETAIL_NAMES(rules, true)
APIBIND_DETAIL_NAMES(time_limit, true)
APIBIND_DETAIL_NAMES(rejects_when_busy, true)
APIBIND_DETAIL_NAMES(effect, true)
APIBIND_DETAIL_NAMES(retry, true)
APIBIND_DETAIL_NAMES(query_lists, true)
APIBIND_DETAIL_NAMES(fields, true)
APIBIND_DETAIL_NAMES(body, true)
APIBIND_DETAIL_NAMES(accept, true)
APIBIND_DETAIL_NAMES(end_of_events, true)
APIBIND_DETAIL_NAMES(envelope, true)
APIBIND_DETAIL_NAMES(payload, true)
#undef APIBIND_DETAIL_NAMES

/// Stands where a descriptor declares nothing, so that the checks can say so and nothing else fails before them.
struct not_declared {};

template <class E>
struct request_of_ {
    using type = not_declared;
};
template <class E>
    requires requires {
        typename E::request;
    }
struct request_of_<E> {
    using type = typename E::request;
};

template <class E>
struct response_of_ {
    using type = not_declared;
};
template <has_response E>
struct response_of_<E> {
    using type = typename E::response;
};

template <class E>
struct error_of_ {
    using type = no_error_body;
};
template <has_error E>
struct error_of_<E> {
    using type = typename E::error;
};

struct nothing_to_fill {};
BOOST_DESCRIBE_STRUCT(nothing_to_fill, (), ())

template <class S>
struct server_of_ {
    using type = nothing_to_fill;
};
template <has_server S>
struct server_of_<S> {
    using type = typename S::server;
};
template <class S>
using server_of = typename server_of_<S>::type;

template <class S>
struct auth_of_ {
    using type = no_auth_fact;
};
template <has_auth S>
struct auth_of_<S> {
    using type = std::remove_cvref_t<decltype(S::auth)>;
};
template <class S>
using credential_of = typename auth_of_<S>::type::credential;

} // namespace apibind::detail

namespace apibind {

/// The request, the response, the error, and the result of an endpoint.
template <class E>
using request_of = typename detail::request_of_<E>::type;
template <class E>
using response_of = typename detail::response_of_<E>::type;
template <class E>
using error_of = typename detail::error_of_<E>::type;
template <class E>
using result_of = result<response_of<E>, error_of<E>>;

} // namespace apibind
