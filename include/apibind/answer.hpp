// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/not_modified_or.hpp>
#include <apibind/result.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

/// An answer between the plain code that reads it and the types of an endpoint.
namespace apibind::detail {

/// Calls E::outcome_of for the response, or for every part of it that has one, and combines them.
template <class E, class T>
void fold_outcome(T const& value, std::optional<outcome>& whole) {
    auto add = [&](outcome one) { whole = whole ? combined(*whole, one) : one; };
    if constexpr (requires {
                      { E::outcome_of(value) } -> std::same_as<outcome>;
                  })
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
    }
}

/// The parts of an as_received<T>.
struct received_table {
    std::string& (*content)(void* self);
    std::string& (*media_type)(void* self);
    void* (*emplace)(void* self); ///< makes a new value, to be filled in
    void* (*get)(void* self);     ///< the value, or null
    void (*reset)(void* self);
};
template <class T>
inline constexpr received_table received_table_of{
    [](void* self) -> std::string& { return static_cast<as_received<T>*>(self)->content; },
    [](void* self) -> std::string& { return static_cast<as_received<T>*>(self)->media_type; },
    [](void* self) -> void* { return &static_cast<as_received<T>*>(self)->value.emplace(make<T>()); },
    [](void* self) -> void* {
        auto& value = static_cast<as_received<T>*>(self)->value;
        return value ? &*value : nullptr;
    },
    [](void* self) { static_cast<as_received<T>*>(self)->value.reset(); },
};

/// How content is read into a type, whose object stands in a room or a std::optional.
struct content_table {
    node const* type;                         ///< of an as_received<T>, that of T
    received_table const* received = nullptr; ///< of an as_received<T>
    void* (*renew)(void* place);              ///< makes an object, in place of the one that is there
    void (*drop)(void* place);                ///< takes it away
    void* (*emplace)(void* self) = nullptr;   ///< of a not_modified_or<T>: makes the T that content is read into
};
template <class T>
inline constexpr node const* node_of_content = &node_of<T>;
template <class T>
inline constexpr node const* node_of_content<as_received<T>> = &node_of<T>;
template <class T>
inline constexpr node const* node_of_content<not_modified_or<T>> = &node_of<T>;
template <class T>
inline constexpr auto emplace_content = static_cast<void* (*)(void*)>(nullptr);
template <class T>
inline constexpr auto emplace_content<not_modified_or<T>> = +[](void* self) -> void* {
    return &static_cast<not_modified_or<T>*>(self)->value.emplace(make<T>());
};
template <class T>
inline constexpr received_table const* received_table_of_content = nullptr;
template <class T>
inline constexpr received_table const* received_table_of_content<as_received<T>> = &received_table_of<T>;

template <class T>
inline constexpr content_table response_table_of{
    node_of_content<T>, received_table_of_content<T>,
    [](void* place) -> void* { return &static_cast<room<T>*>(place)->emplace_with(make<T>); },
    [](void* place) { static_cast<room<T>*>(place)->reset(); }, emplace_content<T>};
template <class T>
inline constexpr content_table error_table_of{
    node_of_content<T>, received_table_of_content<T>,
    [](void* place) -> void* { return &static_cast<std::optional<T>*>(place)->emplace(make<T>()); },
    [](void* place) { static_cast<std::optional<T>*>(place)->reset(); }};

/// What a descriptor says about answers; null where it says nothing.
struct answer_table {
    content_table const* response;
    content_table const* error;
    bool (*accepted)(void const* response);
    outcome (*outcome_of_error)(void const* error);
    std::optional<int> (*status_of)(void const* error);
    std::optional<outcome> (*outcome_of_response)(void const* response);
};

template <class E>
consteval answer_table make_answer_table() {
    answer_table out{&response_table_of<response_of<E>>, nullptr, nullptr, nullptr, nullptr, nullptr};
    if constexpr (has_error<E>) {
        using error_type = error_of<E>;
        out.error = &error_table_of<error_type>;
        if constexpr (requires(error_type const& error) {
                          { E::outcome_of(error) } -> std::same_as<outcome>;
                      })
            out.outcome_of_error = [](void const* error) {
                return E::outcome_of(*static_cast<error_type const*>(error));
            };
        else if constexpr (names_status_of<E>)
            out.status_of = [](void const* error) -> std::optional<int> {
                return E::status_of(*static_cast<error_type const*>(error));
            };
    }
    if constexpr (names_accepted<E>)
        out.accepted = [](void const* response) -> bool {
            return E::accepted(*static_cast<response_of<E> const*>(response));
        };
    if constexpr (names_outcome_of<E>)
        out.outcome_of_response = [](void const* response) {
            std::optional<outcome> whole;
            fold_outcome<E>(*static_cast<response_of<E> const*>(response), whole);
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
        *facts = {};
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
