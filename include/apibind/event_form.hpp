// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/engine.hpp>
#include <apibind/event_scan.hpp>
#include <apibind/stream_options.hpp>
#include <apibind/stream_response.hpp>
#include <apibind/type_table.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace apibind {

/// How the events of a stream are read into their types: a constant table for each.
namespace detail {

enum class event_shape : std::uint8_t {
    text,
    json,
    named,    ///< a std::variant whose alternatives declare `event_name`
    enclosed, ///< server_event
};
struct event_form;
struct named_event {
    std::string_view name; ///< without text: that of all others
    event_form const* form;
    void* (*emplace)(void* self);
};
struct event_form {
    event_shape shape = event_shape::json;
    node const* type = nullptr; ///< what JSON is read into
    named_event const* names = nullptr;
    std::size_t name_count = 0;
    event_form const* data = nullptr;                                ///< of an enclosed one
    void* (*enclose)(void* self, event_text const& event) = nullptr; ///< sets what surrounds the data; its place
};

template <class T>
T make_event() {
    if constexpr (is_server_event<T>::value)
        return T{{}, {}, make_event<typename is_server_event<T>::data_type>()};
    else
        return detail::make<T>();
}

template <class T>
constexpr event_form make_event_form();
template <class T>
inline constexpr event_form event_form_of = make_event_form<T>();

template <class V>
struct named_events;
template <class... T>
struct named_events<std::variant<T...>> {
    template <std::size_t I>
    static void* emplace(void* self) {
        using V = std::variant<T...>;
        return &static_cast<V*>(self)->template emplace<I>(make_event<std::variant_alternative_t<I, V>>());
    }
    template <std::size_t... I>
    static constexpr auto make(std::index_sequence<I...>) {
        return std::array<named_event, sizeof...(T)>{
            named_event{event_name_of<T>(), &event_form_of<T>, &emplace<I>}...};
    }
    static constexpr auto entries = make(std::index_sequence_for<T...>());
};

template <class T>
constexpr event_form make_event_form() {
    event_form out;
    if constexpr (std::is_same_v<T, std::string>) {
        out.shape = event_shape::text;
    } else if constexpr (is_server_event<T>::value) {
        out.shape = event_shape::enclosed;
        out.data = &event_form_of<typename is_server_event<T>::data_type>;
        out.enclose = [](void* self, event_text const& event) -> void* {
            auto& it = *static_cast<T*>(self);
            it.name = event.name;
            it.id = event.id;
            return &it.data;
        };
    } else if constexpr (has_named_alternatives<T>::value) {
        out.shape = event_shape::named;
        out.names = named_events<T>::entries.data();
        out.name_count = named_events<T>::entries.size();
    } else {
        out.type = &node_of<T>;
    }
    return out;
}

/// Where the events of one call go.
struct event_target {
    event_form const* form;
    bool is_lines;                       ///< one JSON text a line, and no server-sent events
    std::string_view end{};              ///< the data of the event that ends the stream, or nothing
    bool (*accepted)(void const* event); ///< null: all are
    void* event;                         ///< where an event is made
    void (*renew)(void* event);
    /// Hands the event on; false: no more are wanted. It does not throw.
    bool (*hand_on)(void* context, void* event) noexcept;
    void* context;
    stream_options const* options;
    stream_summary* summary;
};

} // namespace detail
} // namespace apibind
