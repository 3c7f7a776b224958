// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/accept.hpp>
#include <apibind/valid_answer.hpp>
#include <apibind/valid_body.hpp>
#include <apibind/valid_effect.hpp>
#include <apibind/valid_fields.hpp>
#include <apibind/valid_rules.hpp>

#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

/// What the compiler checks of a declaration. Plain functions over tables find what is wrong; each thing found is told
/// by one static_assert, whose condition is a variable template over what is at fault, so that both compilers print it.
/// Later checks are guarded by the earlier ones they build on.
namespace apibind {
namespace detail {

// The request -------------------------------------------------------------------------------------------------------

template <class E>
inline constexpr bool derive_takes_request = requires(typename E::request& r) {
    E::derive(r);
}
&&!requires(typename E::request & r) {
    E::derive(std::move(r));
}; // by value it would assign a copy

template <class E>
consteval bool check_request() {
    using request = typename E::request;
    if constexpr (!check_route<E>()) {
        return false;
    } else if constexpr (!check_struct<request>()) {
        return false;
    } else if constexpr (!check_fields<E>() || !check_query_lists<E>()) {
        return false;
    } else {
        constexpr auto found = find_misfits(E::route.method, names_derive<E>, parsed_route<E>, object_table_of<request>,
                                            field_entries<E, positions<members_of<request>>>::names, opens_a_body<E>());
        if constexpr (found.count > 0) tell_misfit<E, found.each[0]>();
        if constexpr (found.count > 1) tell_misfit<E, found.each[1]>();
        if constexpr (found.count > 2) tell_misfit<E, found.each[2]>();
        if constexpr (found.count > 3) tell_misfit<E, found.each[3]>();
        bool sound = found.count == 0;
        if constexpr (found.count == 0) sound = check_pairs<E>() && check_body<E>();
        if constexpr (names_derive<E>) {
            static_assert(
                derive_takes_request<E>,
                "apibind: derive cannot take the request: declare static void derive(request&) in the endpoint");
            sound = sound && derive_takes_request<E>;
        }
        if constexpr (has_rules<E>) {
            using list = std::remove_cvref_t<decltype(E::rules)>;
            sound =
                rules_check<E, list>::sound(std::make_index_sequence<std::tuple_size_v<decltype(E::rules.each)>>()) &&
                sound;
        }
        return sound;
    }
}

// The answer --------------------------------------------------------------------------------------------------------

template <class E>
inline constexpr bool accepted_takes_response = accepted_takes<E, response_of<E>>();
template <class E>
inline constexpr bool status_of_takes_error = requires(error_of<E> const& e) {
    { E::status_of(e) } -> std::convertible_to<std::optional<int>>;
};

template <class E>
inline constexpr bool retry_after_of_takes_error = requires(error_of<E> const& e) {
    { E::retry_after_of(e) } -> says_a_wait;
};

/// Whether outcome_of takes a type or, where it does not, a part of it as the answer is folded.
template <class E, class T, class... Above>
consteval bool takes_part() {
    if constexpr (says_outcome_of<E, T>)
        return true;
    else if constexpr ((false || ... || std::is_same_v<T, Above>))
        return false;
    else if constexpr (is_optional<T>::value)
        return takes_part<E, typename T::value_type, Above..., T>();
    else if constexpr (map_like<T>)
        return takes_part<E, typename T::mapped_type, Above..., T>();
    else if constexpr (list_like<T>)
        return takes_part<E, typename T::value_type, Above..., T>();
    else if constexpr (described_struct<T>)
        return []<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
            return (false || ... || takes_part<E, member_type_of<D>, Above..., T>());
        }(std::type_identity<members_of<T>>{});
    else if constexpr (is_with_fields<T>::value)
        return takes_part<E, held<typename is_with_fields<T>::value_type>, Above..., T>();
    else if constexpr (is_by_status<T>::value)
        return []<class... On>(by_status<On...> const*) {
            return (false || ... || takes_part<E, held<typename On::type>, Above..., T>());
        }(static_cast<T*>(nullptr));
    else
        return false;
}
template <class E>
inline constexpr bool outcome_of_takes_answer = takes_part<E, held<response_of<E>>>() || takes_part<E, error_of<E>>();

/// A method whose 304 is an answer (RFC 9110 section 15.4.5).
template <class E>
inline constexpr bool not_modified_answers_a_read = E::route.method == method::get || E::route.method == method::head;

template <class E>
consteval bool check_error() {
    if constexpr (has_error<E>)
        return check_answer_type<void, error_of<E>>();
    else
        return true;
}

template <class E>
consteval bool check_answer() {
    constexpr bool response = check_answer_type<E, response_of<E>>();
    constexpr bool error = check_error<E>();
    bool sound = check_answer_facts<E>() && response && error;
    if constexpr (is_not_modified_or<response_of<E>>::value) {
        static_assert(not_modified_answers_a_read<E>,
                      "apibind: not_modified_or is the response of a GET or HEAD; other methods that find a condition "
                      "false answer 412, which is a failure");
        sound = sound && not_modified_answers_a_read<E>;
    }
    if constexpr (names_accepted<E> && response) {
        static_assert(accepted_takes_response<E>, "apibind: accepted cannot take the response: declare static bool "
                                                  "accepted(response const&) in the endpoint");
        sound = sound && accepted_takes_response<E>;
    }
    if constexpr (names_status_of<E>) {
        static_assert(
            status_of_takes_error<E>,
            "apibind: status_of cannot take the error: declare static std::optional<int> status_of(error const&), and "
            "using error = ..., where there is none");
        sound = sound && status_of_takes_error<E>;
    }
    if constexpr (names_retry_after_of<E>) {
        static_assert(retry_after_of_takes_error<E>,
                      "apibind: retry_after_of cannot take the error, or says no duration: declare static "
                      "std::optional<std::chrono::seconds> retry_after_of(error const&), of any std::chrono::duration");
        sound = sound && retry_after_of_takes_error<E>;
    }
    if constexpr (names_outcome_of<E> && response && error) {
        static_assert(outcome_of_takes_answer<E>, "apibind: outcome_of takes neither the response, nor a part of it, "
                                                  "nor the error: declare static apibind::outcome "
                                                  "outcome_of(response const&)");
        sound = sound && outcome_of_takes_answer<E>;
    }
    return sound;
}

// All of it ---------------------------------------------------------------------------------------------------------

/// The fact `paging` checks itself, which only who declares one pays for (valid_paging.hpp).
template <class E>
inline constexpr bool paging_is_made_by_apibind = requires(request_of<E>& request, response_of<E> const& response,
                                                           call_info const& info) {
    E::paging.template next<E>(request, response, info);
};
template <class E>
consteval bool check_paging() {
    if constexpr (!requires { E::paging; }) {
        return true;
    } else if constexpr (requires { E::paging.template check<E>(); }) {
        return std::remove_cvref_t<decltype(E::paging)>::template check<E>();
    } else {
        static_assert(paging_is_made_by_apibind<E>,
                      "apibind: this is no paging: declare static constexpr auto paging = "
                      "apibind::next_cursor<&request::cursor, &response::next>(), by_offset, by_page, next_link, "
                      "next_url, or an object of a type with template <class E> apibind::page_step next(request&, "
                      "response const&, apibind::call_info const&) const");
        return paging_is_made_by_apibind<E>;
    }
}

/// Tells everything that is wrong with a descriptor, each cause once; whether it is sound. Not consteval: clang 19
/// would compile the body of an `if constexpr` on it although it is false.
template <class E>
constexpr bool check_endpoint() {
    if constexpr (!is_endpoint<E>) {
        static_assert(
            is_endpoint<E>,
            "apibind: this type is no endpoint: an endpoint is a struct that declares route, request and response");
        return false;
    } else if constexpr (!check_facts<E>()) {
        return false;
    } else {
        constexpr bool auth = check_auth_of<E>();
        constexpr bool retry = check_retry<E>();
        constexpr bool server = check_server<&E::base, server_of<E>>();
        constexpr bool request = check_request<E>();
        constexpr bool answer = check_answer<E>();
        if constexpr (request && answer) {
            constexpr bool paging = check_paging<E>();
            return auth && retry && server && paging;
        } else {
            return false;
        }
    }
}

/// The same of an endpoint whose response is held whole.
template <class E>
constexpr bool check_endpoint_whole() {
    if constexpr (check_endpoint<E>())
        return check_whole<E>();
    else
        return false;
}

template <class E, class Service>
inline constexpr bool is_endpoint_of = std::is_base_of_v<Service, E>;
/// Whether what an endpoint has is what its service has, or neither has it.
template <class E, class Service>
inline constexpr bool has_the_base_of = has_base<E> == has_base<Service>;
template <has_base E, has_base Service>
inline constexpr bool has_the_base_of<E, Service> = static_cast<void const*>(&E::base) ==
                                                    static_cast<void const*>(&Service::base);
template <class E, class Service>
inline constexpr bool has_the_auth_of = has_auth<E> == has_auth<Service>;
template <has_auth E, has_auth Service>
inline constexpr bool has_the_auth_of<E, Service> = static_cast<void const*>(&E::auth) ==
                                                    static_cast<void const*>(&Service::auth);
template <class E, class Service>
inline constexpr bool has_the_limit_of = has_limit<E> == has_limit<Service>;
template <has_limit E, has_limit Service>
inline constexpr bool has_the_limit_of<E, Service> = static_cast<void const*>(&E::limit) ==
                                                     static_cast<void const*>(&Service::limit);
template <class E, class Service>
inline constexpr bool has_the_server_of = std::is_same_v<server_of<E>, server_of<Service>>;

template <class E, class Service>
consteval bool check_inheritance() {
    static_assert(has_the_base_of<E, Service>,
                  "apibind: base belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(has_the_auth_of<E, Service>,
                  "apibind: auth belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(has_the_limit_of<E, Service>,
                  "apibind: limit belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(has_the_server_of<E, Service>,
                  "apibind: server belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(service_has_constant_fields<Service>,
                  "apibind: the fields of a service are constants, as each endpoint has a request of its own: move "
                  "field<&request::member> into the endpoint");
    return has_the_base_of<E, Service> && has_the_auth_of<E, Service> && has_the_limit_of<E, Service> &&
           has_the_server_of<E, Service> && service_has_constant_fields<Service>;
}

/// Whether client<Service> can call E; told where it cannot. Not consteval either.
template <class E, class Service>
constexpr bool callable() {
    if constexpr (!is_endpoint<E>) {
        return check_endpoint<E>();
    } else if constexpr (!is_endpoint_of<E, Service>) {
        static_assert(is_endpoint_of<E, Service>, "apibind: this is a client of another service than the endpoint's: "
                                                  "build an apibind::client of the struct that "
                                                  "the endpoint inherits from");
        return false;
    } else if constexpr (!check_inheritance<E, Service>()) {
        return false;
    } else {
        return check_endpoint<E>();
    }
}

/// The same of a call that holds the response whole.
template <class E, class Service>
constexpr bool callable_whole() {
    if constexpr (callable<E, Service>())
        return check_whole<E>();
    else
        return false;
}

} // namespace detail

/// Checks a descriptor where it stands: every binding ends with `static_assert(apibind::valid<E>)`. Each thing wrong is
/// one error that begins with "apibind:", names what is at fault, and says what to write instead. The value is always
/// true.
template <class E>
inline constexpr bool valid = (detail::check_endpoint<E>(), true);

} // namespace apibind
