// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

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
    /// Waits until `changed` is notified or `until` has come. It may return before either. It is called with the lock
    /// held.
    virtual void wait(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, time_point until) {
        changed.wait_until(lock, until);
    }
};

namespace detail {

inline call_clock& machine_clock() {
    static call_clock one;
    return one;
}

/// Has whoever waits on `changed` look again when a stop is asked for. To be declared before the lock: it goes after
/// the lock is gone, which a notification that is under way takes.
class wake_on_stop {
public:
    wake_on_stop(std::stop_token const& stop, std::mutex& mutex, std::condition_variable& changed)
        : callback_(stop, wake{mutex, changed, std::this_thread::get_id()}) {}

private:
    struct wake {
        std::mutex& mutex;
        std::condition_variable& changed;
        std::thread::id waiting;
        void operator()() const {
            // Who asks for the stop of his own call, as a clock's wait() may, holds the lock and does not sleep.
            if (std::this_thread::get_id() != waiting) std::lock_guard<std::mutex>{mutex};
            changed.notify_all();
        }
    };
    std::stop_callback<wake> callback_;
};

/// Waits so long. False: a stop was asked for.
inline bool wait_unless_stopped(call_clock& time, std::stop_token const& stop, std::chrono::milliseconds so_long) {
    auto const until = time.now() + so_long;
    std::mutex mutex;
    std::condition_variable changed;
    wake_on_stop const wake(stop, mutex, changed);
    std::unique_lock lock(mutex);
    while (!stop.stop_requested() && time.now() < until) time.wait(changed, lock, until);
    return !stop.stop_requested();
}

} // namespace detail
} // namespace apibind
