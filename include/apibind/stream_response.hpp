// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace apibind {

/// An answer that is a stream of events (text/event-stream, WHATWG HTML section 9.2), the data of each being a T:
/// `using response = apibind::event_stream<chunk>;`. It is read by for_each_event or events. `T` is read from JSON;
/// with std::string it is the data as it came, with server_event the event's name and id come too.
template <class T>
struct event_stream {
    using event_type = T;
};

/// An answer of one JSON text a line (application/x-ndjson, application/jsonl), each of them a T. Empty lines are passed
/// over. It is read by for_each_event or events.
template <class T>
struct json_lines {
    using event_type = T;
};

namespace detail {

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
