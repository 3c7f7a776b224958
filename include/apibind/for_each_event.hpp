// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>
#include <apibind/event_form.hpp>
#include <apibind/stream_options.hpp>

#include <concepts>
#include <exception>
#include <string_view>
#include <type_traits>
#include <utility>

namespace apibind {
namespace detail {

template <class E>
inline constexpr bool is_answered_by_events = is_stream<response_of<E>>;
template <class E, class Service>
constexpr bool callable_for_events() {
    if constexpr (!callable<E, Service>()) {
        return false;
    } else if constexpr (!is_answered_by_events<E>) {
        static_assert(is_answered_by_events<E>,
                      "apibind: the response of this endpoint is no stream: declare using response = "
                      "apibind::event_stream<type> or apibind::json_lines<type>, or call apibind::invoke");
        return false;
    } else {
        return true;
    }
}

/// The result of a stream, and how it is filled in.
template <class E>
using stream_result = result<stream_summary, error_of<E>>;
inline constexpr answer_form stream_answer_form{answer_shape::stream};
inline constexpr content_table stream_content_table{
    &stream_answer_form,
    [](void* place) -> void* {
        return &static_cast<room<stream_summary>*>(place)->emplace_with([] { return stream_summary{}; });
    },
    [](void* place) { static_cast<room<stream_summary>*>(place)->reset(); }};
template <class E>
consteval answer_table make_stream_table() {
    auto out = make_answer_table<E>();
    out.response = &stream_content_table;
    out.accepted = nullptr;
    out.outcome_of_response = nullptr;
    return out;
}
template <class E>
inline constexpr answer_table stream_table_of = make_stream_table<E>();

/// What takes the events, and what it threw.
template <class Event, class OnEvent>
struct event_taker {
    OnEvent& on_event;
    std::exception_ptr thrown{};

    static bool hand_on(void* self, void* event) noexcept {
        auto& taker = *static_cast<event_taker*>(self);
#if defined(__cpp_exceptions)
        try {
            return taker.give(*static_cast<Event*>(event));
        } catch (...) {
            taker.thrown = std::current_exception();
            return false;
        }
#else
        return taker.give(*static_cast<Event*>(event));
#endif
    }
    bool give(Event& event) {
        if constexpr (std::is_void_v<std::invoke_result_t<OnEvent&, Event&&>>) {
            on_event(std::move(event));
            return true;
        } else {
            return static_cast<bool>(on_event(std::move(event)));
        }
    }
};

template <class E, class OnEvent>
inline constexpr bool takes_event = std::is_invocable_v<OnEvent&, typename response_of<E>::event_type&&>&& [] {
    using given = std::invoke_result<OnEvent&, typename response_of<E>::event_type&&>;
    if constexpr (requires { typename given::type; })
        return std::is_void_v<typename given::type> || std::same_as<typename given::type, bool>;
    else
        return false;
}();

template <class E>
constexpr bool (*accepted_of_event())(void const*) {
    using event = typename response_of<E>::event_type;
    if constexpr (names_accepted<E>)
        return [](void const* self) -> bool { return E::accepted(*static_cast<event const*>(self)); };
    else
        return nullptr;
}
template <class E>
constexpr std::string_view end_of_events_of() {
    if constexpr (requires { E::end_of_events; })
        return E::end_of_events;
    else
        return {};
}

template <class E, class Service, class OnEvent>
stream_result<E> stream_events(client<Service> const& client, request_of<E> const& request, OnEvent& on_event,
                               stream_options const& options) {
    using event = typename response_of<E>::event_type;
    auto result = result_access::empty<stream_result<E>>();
    auto slot = slot_of(result);
    event_taker<event, OnEvent> taker{on_event};
    event place = make_event<event>();
    stream_summary summary;
    event_target const to{&event_form_of<event>,
                          is_json_lines<response_of<E>>::value,
                          end_of_events_of<E>(),
                          accepted_of_event<E>(),
                          &place,
                          [](void* self) { *static_cast<event*>(self) = make_event<event>(); },
                          &event_taker<event, OnEvent>::hand_on,
                          &taker,
                          &options,
                          &summary};
    with_whole<E>(client.engine(), request, [&](auto const& whole) {
        auto const state = client.state(); // an observer may put another client in its place
        client.engine().events(*state, endpoint_table_of<E>, stream_table_of<E>, &whole, slot, to);
    });
#if defined(__cpp_exceptions)
    if (taker.thrown) std::rethrow_exception(taker.thrown);
#endif
    if (result) *result = std::move(summary);
    return result;
}

} // namespace detail

/// Calls an endpoint whose response is an event_stream or json_lines, and hands each event to `on_event(event&&)` as it
/// comes.
///
///     auto const told = apibind::for_each_event<chat::complete>(client, {.prompt = "..."},
///                                                               [&](chat::chunk const& one) { print(one.text); });
///     if (!told) return report(told.error());
///
/// - **on_event** returns nothing, or a bool: false ends the stream, which is a success then. What it throws ends the
///   stream and is thrown on.
/// - **The end** is that of the content, or the event whose data is the endpoint's `end_of_events` ("[DONE]"). A stream
///   that ends without it, where it is declared, or that breaks, is a failure; the outcome is `executed`, as the head
///   of the answer said so.
/// - **Errors** inside the stream are an event named `error`, an event that does not read and that reads as the
///   declared `error`, or one that `accepted(event const&)` says no to. They are refusals with their `vendor_error`.
/// - **Retries** happen as in any call until the head of a success has come, and never afterwards, unless the option
///   `resumptions` has a stream that broke taken up again. Without it, `info().last_event_id` says where to go on. The
///   client's deadline ends with that head; `idle` bounds every silence behind it.
template <class E, class Service, class OnEvent>
auto for_each_event(client<Service> const& client, request_of<E> const& request, OnEvent&& on_event,
                    stream_options const& options = {}) -> result<stream_summary, error_of<E>> {
    if constexpr (!detail::callable_for_events<E, Service>()) {
        return failure<error_of<E>>{};
    } else {
        using taker = std::remove_reference_t<OnEvent>;
        static_assert(detail::takes_event<E, taker>,
                      "apibind: on_event cannot take the event, or returns neither nothing nor a bool: write "
                      "[](event const& one) { ... }");
        if constexpr (detail::takes_event<E, taker>)
            return detail::stream_events<E, Service, taker>(client, request, on_event, options);
        else
            return failure<error_of<E>>{};
    }
}

} // namespace apibind
