// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/client_options.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace apibind {

/// How a stream is read.
struct stream_options {
    /// As in any call, but for the deadline: the client's ends with the head of the answer; one that is given here is
    /// that of the whole stream.
    call_options call{};
    std::chrono::milliseconds idle{60'000};       ///< the longest silence; a server's comments end it too
    std::size_t max_event = std::size_t{1} << 20; ///< bytes of one event
    /// How often a stream of server-sent events that broke is taken up again, with `Last-Event-ID: <id>` where an event
    /// had an id (WHATWG HTML section 9.2.3); without ids it begins anew. Only where the endpoint's effect is safe:
    /// other calls are refused before anything is sent. A 204 then says that there is no more.
    unsigned resumptions = 0;
    /// Before it is taken up again, where the server's `retry:` does not say how long, up to an hour; twice as long
    /// each time that brought no event, from 100 ms up to a minute.
    std::chrono::milliseconds wait{3'000};
};

/// How a stream came to its end.
enum class stream_end : std::uint8_t {
    complete, ///< the content ended
    marked,   ///< the event came that the endpoint declares as `end_of_events`
    stopped,  ///< who takes the events wanted no more
};

/// What is known about a stream that came to its end.
struct stream_summary {
    std::uint64_t events = 0; ///< that were handed over
    stream_end end = stream_end::complete;
    std::string last_event_id{};                      ///< for a Last-Event-ID field; of server-sent events
    std::optional<std::chrono::milliseconds> retry{}; ///< how long the server asks to wait before coming back
    unsigned resumptions = 0;                         ///< how often it was taken up again
};

} // namespace apibind
