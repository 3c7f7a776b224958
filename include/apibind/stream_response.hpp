// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace apibind {

/// An answer that is a stream of events (text/event-stream, WHATWG HTML section 9.2), the data of each being a T:
/// `using response = apibind::event_stream<chunk>;`. It is read by for_each_event or events. `T` is read from JSON;
/// with std::string it is the data as it came, with server_event the event's name and id come too. Of a std::variant
/// whose alternatives declare `static constexpr std::string_view event_name`, the one is read that is named as the
/// event; one that declares none is that of all other events, without which they are passed over.
template <class T>
struct event_stream {
    using event_type = T;
};

/// An answer of one JSON text a line (application/x-ndjson, application/jsonl), each of them a T. Empty lines are
/// passed over. It is read by for_each_event or events.
template <class T>
struct json_lines {
    using event_type = T;
};

/// An event with what surrounds its data: `using response = apibind::event_stream<apibind::server_event<chunk>>;`, or
/// `server_event<std::string>` for data of no declared form.
template <class T>
struct server_event {
    std::string name; ///< of `event:`; empty where there was none, which means "message"
    std::string id;   ///< the last `id:` of the stream so far
    T data{};
};

namespace detail {

template <class T>
concept has_event_name = std::is_class_v<T> && requires {
    { T::event_name } -> std::convertible_to<std::string_view>;
};
template <class T>
constexpr std::string_view event_name_of() {
    if constexpr (has_event_name<T>)
        return T::event_name;
    else
        return {};
}
template <class T>
struct has_named_alternatives : std::false_type {};
template <class... T>
struct has_named_alternatives<std::variant<T...>> : std::bool_constant<(false || ... || has_event_name<T>)> {};
template <class T>
struct is_server_event : std::false_type {};
template <class T>
struct is_server_event<server_event<T>> : std::true_type {
    using data_type = T;
};

template <class T>
struct is_event_stream : std::false_type {};
template <class T>
struct is_event_stream<event_stream<T>> : std::true_type {};
template <class T>
struct is_json_lines : std::false_type {};
template <class T>
struct is_json_lines<json_lines<T>> : std::true_type {};

/// An answer that is never held whole.
template <class T>
inline constexpr bool is_stream = is_event_stream<T>::value || is_json_lines<T>::value;

} // namespace detail
} // namespace apibind
