// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace apibind {

/// Time, as calls go by it: deadlines, waits between attempts, places at gates. This one is the machine's; derive from
/// it to have time pass as a test wants. The caps within an exchange are the transport's, in the machine's time.
class call_clock {
public:
    using time_point = std::chrono::steady_clock::time_point;

    call_clock() = default;
    call_clock(call_clock const&) = delete;
    call_clock& operator=(call_clock const&) = delete;
    virtual ~call_clock() = default;

    virtual time_point now() noexcept { return std::chrono::steady_clock::now(); }
    /// For what an answer says as a date.
    virtual std::chrono::system_clock::time_point utc_now() noexcept { return std::chrono::system_clock::now(); }
    /// Waits until `changed` is notified or `until` has come. It may return before either.
    virtual void wait(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, time_point until) {
        changed.wait_until(lock, until);
    }
};

namespace detail {

inline call_clock& machine_clock() {
    static call_clock one;
    return one;
}

} // namespace detail
} // namespace apibind
