// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/by_status.hpp>
#include <apibind/content.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/not_modified_or.hpp>
#include <apibind/stream_response.hpp>
#include <apibind/with_fields.hpp>

#include <string_view>
#include <type_traits>

/// The Accept of a request (RFC 9110 section 12.5.1), as it follows from the types of the answer.
namespace apibind {

struct problem_details;

namespace detail {

/// Whether a type that an answer may have fulfils that, by itself or in a part.
template <template <class> class Is, class T>
struct any_part : Is<T> {};
template <template <class> class Is, class... On>
struct any_part<Is, by_status<On...>> : std::bool_constant<(false || ... || any_part<Is, typename On::type>::value)> {};
template <template <class> class Is, class T>
struct any_part<Is, not_modified_or<T>> : any_part<Is, T> {};
template <template <class> class Is, class T, class Fields>
struct any_part<Is, with_fields<T, Fields>> : any_part<Is, T> {};

template <class T>
struct is_content : std::is_same<T, content> {};
template <class T>
struct is_problem : std::false_type {};
template <class T>
    requires std::is_class_v<T>
struct is_problem<T> : std::is_base_of<problem_details, T> {
};

template <class E>
concept has_accept = requires {
    E::accept;
};
template <class E>
inline constexpr bool accept_is_text = [] {
    if constexpr (std::is_convertible_v<decltype((E::accept)), std::string_view>) return requires {
            typename std::bool_constant<(std::string_view(E::accept).size(), true)>;
        };
    else
        return false;
}();

/// `Response` and `Error` are those of `E`.
template <class E, class Response, class Error>
consteval std::string_view accept_for() {
    if constexpr (has_accept<E>)
        return E::accept;
    else if constexpr (is_event_stream<Response>::value)
        return "text/event-stream";
    else if constexpr (is_json_lines<Response>::value)
        return "application/x-ndjson";
    else if constexpr (any_part<is_content, Response>::value)
        return "*/*";
    else if constexpr (any_part<is_problem, Error>::value)
        return "application/json, application/problem+json";
    else
        return "application/json";
}

} // namespace detail
} // namespace apibind
