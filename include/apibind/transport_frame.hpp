// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/sendable.hpp>
#include <apibind/transport.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <stop_token>
#include <string>

/// What the library's transports share.
namespace apibind::detail {

/// The time by which a phase must be over that begins now: its cap, within the call's deadline.
inline std::chrono::steady_clock::time_point
within(std::chrono::milliseconds cap, std::chrono::steady_clock::time_point deadline,
       std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now()) {
    auto const bounded =
        std::clamp<std::chrono::milliseconds>(cap, std::chrono::milliseconds(0), std::chrono::hours(24));
    return deadline - now < bounded ? deadline : now + bounded;
}

/// The same of a phase that begins with its first wait: most end before the clock is asked.
struct wait_limit {
    std::chrono::steady_clock::time_point deadline;
    std::optional<std::chrono::milliseconds> cap;

    wait_limit(std::chrono::steady_clock::time_point until, std::optional<std::chrono::milliseconds> most = {})
        : deadline(until), cap(most) {}
    std::chrono::steady_clock::time_point from(std::chrono::steady_clock::time_point now) const {
        return cap ? within(*cap, deadline, now) : deadline;
    }
};

/// Why a wait ended without what it waited for.
inline transport_error why_late(std::stop_token const& stop) noexcept {
    return stop.stop_requested() ? transport_error::cancelled : transport_error::timeout;
}

/// The waits for an answer's content: those of a call, or those of content that goes to a sink.
struct content_waits {
    std::chrono::steady_clock::time_point deadline;
    std::optional<std::chrono::milliseconds> idle{};

    content_waits(std::chrono::steady_clock::time_point until) : deadline(until) {}
    void follow(sink_options const& stream) {
        deadline = stream.deadline;
        idle = stream.idle;
    }
    wait_limit until() const { return {deadline, idle}; }
    /// Whether a wait ended for silence, with time left.
    bool is_silence() const { return idle && std::chrono::steady_clock::now() < deadline; }
};

/// `run(now, begun)` is the exchange, from the connection on; `now` is how far it may have come, should it throw. It is
/// not begun where the request cannot be sent, or is not to be any more.
template <class Run>
exchange send_in_frame(http_request const& request, send_options const& options, Run run) {
    auto const refused = [&](phase where, transport_error error, std::string const& what) {
        return transport_failure{where, error, what, {}};
    };
    auto now = phase::build;
    auto const all = [&]() -> exchange {
        if (auto const reason = unsendable(request, *options.connection))
            return refused(phase::build, transport_error::invalid_request, *reason);
        now = phase::connect;
        if (options.stop.stop_requested())
            return refused(now, transport_error::cancelled,
                           request.origin.host + ": cancelled before a connection was made");
        auto const begun = std::chrono::steady_clock::now();
        if (options.deadline <= begun)
            return refused(now, transport_error::timeout,
                           request.origin.host + ": the deadline had passed before a connection was made");
        return run(now, begun);
    };
#if defined(__cpp_exceptions)
    try {
        return all();
    } catch (std::exception const& e) {
        return refused(now, now < phase::write ? transport_error::connect : transport_error::closed,
                       request.origin.host + ": given up for want of memory or threads: " + e.what());
    }
#else
    return all();
#endif
}

} // namespace apibind::detail
