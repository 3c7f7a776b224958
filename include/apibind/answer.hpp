// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
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

/// How content is read into a type.
struct content_table {
    node const* type;                         ///< of an as_received<T>, that of T
    received_table const* received = nullptr; ///< of an as_received<T>
    void (*renew)(void* self);                ///< makes it as it was before anything was read
};
template <class T>
inline constexpr content_table content_table_of{&node_of<T>, nullptr,
                                                [](void* self) { *static_cast<T*>(self) = make<T>(); }};
template <class T>
inline constexpr content_table content_table_of<as_received<T>>{
    &node_of<T>, &received_table_of<T>, [](void* self) { *static_cast<as_received<T>*>(self) = {}; }};

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
    answer_table out{&content_table_of<response_of<E>>, nullptr, nullptr, nullptr, nullptr, nullptr};
    if constexpr (has_error<E>) {
        using error_type = error_of<E>;
        out.error = &content_table_of<error_type>;
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
    void* response = nullptr;
    void* error = nullptr;
    bool has_response = false;
    bool has_error = false;
    call_info succeeded{};  ///< where there is a response
    failure_facts failed{}; ///< where there is none

    call_info& info() noexcept { return has_response ? succeeded : failed.info; }
    void fail(failure_facts&& why) {
        has_response = has_error = false;
        failed = std::move(why);
    }
};

/// The slot of an endpoint, with its objects.
template <class E>
class typed_slot {
public:
    answer_slot& slot() {
        slot_.response = &response_;
        slot_.error = &error_;
        return slot_;
    }
    result_of<E> take() {
        if (slot_.has_response) return {std::move(response_), std::move(slot_.succeeded)};
        failure<error_of<E>> why{std::move(slot_.failed), {}};
        if (slot_.has_error) why.vendor_error = std::move(error_);
        return why;
    }

private:
    response_of<E> response_ = make<response_of<E>>();
    error_of<E> error_ = make<error_of<E>>();
    answer_slot slot_;
};

} // namespace apibind::detail
