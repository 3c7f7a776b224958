// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/by_status.hpp>
#include <apibind/content.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/media_type.hpp>
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

/// The entries of an answer's by_status that name their media type, or none.
template <class T>
struct media_types {
    static constexpr std::size_t size = 0; ///< of all of their names
    static constexpr void each(auto) {}
};
template <class... On>
struct media_types<by_status<On...>> {
    static constexpr std::size_t size = (std::size_t{0} + ... + On::media_type.size());
    static constexpr void each(auto use) { (use.template operator()<typename On::type>(On::media_type), ...); }
};
template <class T>
struct media_types<not_modified_or<T>> : media_types<T> {};
template <class T, class Fields>
struct media_types<with_fields<T, Fields>> : media_types<T> {};

/// What `Response` and `Error` name. Behind what a success is, with less weight: the content of errors, and any other.
template <class Response, class Error>
struct named_accept {
    static constexpr std::string_view json = "application/json", problem = "application/problem+json", any = "*/*";

    char text[2 * (media_types<Response>::size + media_types<Error>::size) + 128]{};
    std::size_t size = 0;

    constexpr void append(std::string_view part) {
        for (char c : part) text[size++] = c;
    }
    constexpr void add(std::string_view type, bool is_less = false) {
        for (std::string_view rest(text, size); !rest.empty();) { // once each
            auto const one = rest.substr(0, find_character(rest, ','));
            if (http_fields::same_name(one.substr(0, find_character(one, ';')), type)) return;
            rest.remove_prefix(one.size() + (one.size() == rest.size() ? 0 : 2));
        }
        if (size != 0) append(", ");
        append(type);
        if (is_less) append(";q=0.5");
    }
    consteval named_accept() {
        media_types<Response>::each([&]<class T>(std::string_view type) {
            if (!type.empty())
                add(type);
            else if (!std::is_void_v<T> && !is_content<T>::value)
                add(json);
        });
        if (size == 0) add(json);
        if (any_part<is_problem, Error>::value) add(problem);
        media_types<Error>::each([&]<class>(std::string_view type) {
            if (!type.empty()) add(type, true);
        });
        media_types<Response>::each([&]<class T>(std::string_view type) {
            if (type.empty() && is_content<T>::value) add(any, true);
        });
    }
};
template <class Response, class Error>
inline constexpr named_accept<Response, Error> named_accept_of;

/// `Response` and `Error` are those of `E`.
template <class E, class Response, class Error>
consteval std::string_view accept_for() {
    if constexpr (has_accept<E>)
        return E::accept;
    else if constexpr (is_event_stream<Response>::value)
        return "text/event-stream";
    else if constexpr (is_json_lines<Response>::value)
        return "application/x-ndjson";
    else if constexpr (media_types<Response>::size != 0 ||
                       (media_types<Error>::size != 0 && !any_part<is_content, Response>::value))
        return {named_accept_of<Response, Error>.text, named_accept_of<Response, Error>.size};
    else if constexpr (any_part<is_content, Response>::value)
        return "*/*";
    else if constexpr (any_part<is_problem, Error>::value)
        return "application/json, application/problem+json";
    else
        return "application/json";
}

} // namespace detail
} // namespace apibind
