// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_form.hpp>
#include <apibind/durations.hpp>
#include <apibind/endpoint.hpp>
#include <apibind/not_modified_or.hpp>
#include <apibind/result.hpp>
#include <apibind/retry_after_told.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

/// An answer between the plain code that reads it and the types of an endpoint.
namespace apibind::detail {

/// Whether E::outcome_of takes a T: it says an outcome, or by an empty std::optional that it has no opinion.
template <class E, class T>
concept says_outcome_of = requires(T const& value) {
    { E::outcome_of(value) } -> std::same_as<outcome>;
}
|| requires(T const& value) {
    { E::outcome_of(value) } -> std::same_as<std::optional<outcome>>;
};

/// Calls E::outcome_of for the response, or for every part of it that has one, and combines them.
template <class E, class T>
void fold_outcome(T const& value, std::optional<outcome>& whole) {
    auto add = [&](std::optional<outcome> one) {
        if (one) whole = whole ? combined(*whole, *one) : *one;
    };
    if constexpr (says_outcome_of<E, T>)
        add(E::outcome_of(value));
    else if constexpr (is_optional<T>::value || is_nullable<T>::value) {
        if (value) fold_outcome<E>(*value, whole);
    } else if constexpr (is_variant<T>::value) {
        std::visit([&](auto const& one) { fold_outcome<E>(one, whole); }, value);
    } else if constexpr (map_like<T>) {
        for (auto const& [key, mapped] : value) fold_outcome<E>(mapped, whole);
    } else if constexpr (list_like<T> || is_array<T>::value) {
        for (auto const& element : value) fold_outcome<E>(element, whole);
    } else if constexpr (described_struct<T>) {
        [&]<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
            (fold_outcome<E>(value.*D::pointer, whole), ...);
        }(std::type_identity<members_of<T>>{});
    } else if constexpr (is_by_status<T>::value) {
        value.visit([&](auto const& one) { fold_outcome<E>(one, whole); });
    } else if constexpr (is_with_fields<T>::value) {
        if constexpr (!std::is_void_v<typename is_with_fields<T>::value_type>) fold_outcome<E>(value.value, whole);
    }
}

/// Whether `accepted` takes a response, or every part of it that is one by itself. A part that comes in an envelope is
/// asked about there.
template <class E, class T>
constexpr bool accepted_takes();
template <class E, class T>
struct accepted_takes_each;
template <class E, class... On>
struct accepted_takes_each<E, by_status<On...>> {
    static constexpr bool value = (true && ... && accepted_takes<E, typename On::type>());
};
template <class E, class T>
constexpr bool accepted_takes() {
    if constexpr (requires(held<T> const& r) {
                      { E::accepted(r) } -> std::convertible_to<bool>;
                  })
        return true;
    else if constexpr (is_stream<T>)
        return accepted_takes<E, typename T::event_type>();
    else if constexpr (is_with_fields<T>::value)
        return accepted_takes<E, typename is_with_fields<T>::value_type>();
    else if constexpr (is_by_status<T>::value)
        return accepted_takes_each<E, T>::value;
    else if constexpr (is_enveloped<E, held<T>>)
        return accepted_takes_envelope<E, held<T>>;
    else
        return false;
}
template <class E, class T>
bool ask_accepted(T const& value) {
    if constexpr (requires {
                      { E::accepted(value) } -> std::convertible_to<bool>;
                  })
        return E::accepted(value);
    else if constexpr (is_by_status<T>::value)
        return value.visit([](auto const& one) { return ask_accepted<E>(one); });
    else if constexpr (is_with_fields<T>::value) {
        if constexpr (std::is_void_v<typename is_with_fields<T>::value_type>)
            return ask_accepted<E>(no_content{});
        else
            return ask_accepted<E>(value.value);
    } else
        return true; // its envelope was asked
}

/// How content is read into a type, whose object stands in a room or a std::optional.
struct content_table {
    answer_form const* form;
    void* (*renew)(void* place); ///< makes an object, in place of the one that is there
    void (*drop)(void* place);   ///< takes it away
};
template <class E, class T>
inline constexpr content_table response_table_of{
    &answer_form_of<form_key<E>, T>,
    [](void* place) -> void* { return &static_cast<room<held<T>>*>(place)->emplace_with(make_answer<held<T>>); },
    [](void* place) { static_cast<room<held<T>>*>(place)->reset(); }};
template <class T>
inline constexpr content_table error_table_of{
    &answer_form_of<void, T>,
    [](void* place) -> void* { return &static_cast<std::optional<T>*>(place)->emplace(make_answer<T>()); },
    [](void* place) { static_cast<std::optional<T>*>(place)->reset(); }};

/// What a descriptor says about answers; null where it says nothing.
struct answer_table {
    content_table const* response;
    content_table const* error;
    bool (*accepted)(void const* response);
    std::optional<outcome> (*outcome_of_error)(void const* error);
    std::optional<int> (*status_of)(void const* error);
    std::optional<outcome> (*outcome_of_response)(void const* response);
    std::optional<std::chrono::seconds> (*retry_after_of)(void const* error) = nullptr;
};

template <class E>
consteval answer_table make_answer_table() {
    answer_table out{&response_table_of<E, response_of<E>>, nullptr, nullptr, nullptr, nullptr, nullptr};
    if constexpr (has_error<E>) {
        using error_type = error_of<E>;
        out.error = &error_table_of<error_type>;
        if constexpr (says_outcome_of<E, error_type>)
            out.outcome_of_error = [](void const* error) -> std::optional<outcome> {
                return E::outcome_of(*static_cast<error_type const*>(error));
            };
        if constexpr (names_status_of<E>)
            out.status_of = [](void const* error) -> std::optional<int> {
                return E::status_of(*static_cast<error_type const*>(error));
            };
        if constexpr (names_retry_after_of<E>)
            out.retry_after_of = [](void const* error) {
                return whole_seconds(E::retry_after_of(*static_cast<error_type const*>(error)));
            };
    }
    if constexpr (names_accepted<E> && !is_stream<response_of<E>>)
        out.accepted = [](void const* response) -> bool {
            return ask_accepted<E>(*static_cast<held<response_of<E>> const*>(response));
        };
    if constexpr (names_outcome_of<E>)
        out.outcome_of_response = [](void const* response) {
            std::optional<outcome> whole;
            fold_outcome<E>(*static_cast<held<response_of<E>> const*>(response), whole);
            return whole;
        };
    return out;
}
/// Precondition: valid<E>.
template <class E>
inline constexpr answer_table answer_table_of = make_answer_table<E>();

/// Where the result of a call comes to stand, whatever its types. What is put there replaces what was.
struct answer_slot {
    void* response_place; ///< the room of the response
    void* error_place;    ///< the std::optional of the error
    failure_facts* facts; ///< their `info` is that of a success too
    void* response{};     ///< the object in the room, once there is one
    void* error{};        ///< the same of the error
    bool has_response = false;
    bool has_error = false;

    call_info& info() const noexcept { return facts->info; }
    void succeed(call_info&& with) {
        if (!facts->endpoint.empty()) *facts = {}; // of an attempt that failed
        facts->info = std::move(with);
        has_response = true;
        has_error = false;
    }
    void fail(failure_facts&& why) {
        has_response = has_error = false;
        *facts = std::move(why);
    }
    /// Takes away the objects that are no part of the result.
    void settle(answer_table const& answer) const {
        if (!has_response && response) answer.response->drop(response_place);
        if (!has_error && error) answer.error->drop(error_place);
    }
};

template <class Result>
answer_slot slot_of(Result& result) {
    auto& facts = result_access::facts(result);
    return {&result_access::response(result), &facts.vendor_error, &facts};
}

} // namespace apibind::detail
