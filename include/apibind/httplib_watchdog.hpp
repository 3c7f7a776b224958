// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace apibind::detail {

/// Ends calls that are over their time, or are to stop, by shutting their sockets down: cpp-httplib bounds single
/// reads, not a call, and nothing of the TLS handshake. Its thread starts with the first call.
class watchdog {
public:
    using time_point = std::chrono::steady_clock::time_point;

    watchdog() = default;
    watchdog(watchdog const&) = delete;
    watchdog& operator=(watchdog const&) = delete;
    ~watchdog() {
        {
            std::lock_guard const lock(mutex_);
            is_stopping_ = true;
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }

    /// One call under watch.
    class watch {
    public:
        watch(watchdog& owner, time_point until) : owner_(owner), until_(until) {
            std::lock_guard const lock(owner_.mutex_);
            if (!owner_.thread_.joinable()) owner_.thread_ = std::thread([&owner] { owner.run(); });
            owner_.watches_.push_back(this);
            owner_.hurry(until);
        }
        watch(watch const&) = delete;
        watch& operator=(watch const&) = delete;
        ~watch() {
            std::lock_guard const lock(owner_.mutex_);
            std::erase(owner_.watches_, this);
        }
        /// The socket, by a descriptor that stays open for as long as this. False: it is too late for that.
        bool guard(int descriptor) {
            std::lock_guard const lock(owner_.mutex_);
            descriptor_ = descriptor;
            return !is_cut_;
        }
        void until(time_point when) {
            std::lock_guard const lock(owner_.mutex_);
            until_ = when;
            owner_.hurry(when);
        }
        /// At once, from any thread.
        void stop() {
            std::lock_guard const lock(owner_.mutex_);
            cut();
        }
        /// Whether its time came, or it was to stop.
        bool is_cut() const {
            std::lock_guard const lock(owner_.mutex_);
            return is_cut_;
        }

    private:
        friend watchdog;
        void cut() {
            is_cut_ = true;
            if (descriptor_ >= 0) ::shutdown(descriptor_, SHUT_RDWR);
        }

        watchdog& owner_;
        time_point until_;
        int descriptor_ = -1;
        bool is_cut_ = false;
    };

private:
    /// The thread is woken only where it would sleep for too long.
    void hurry(time_point when) {
        if (when < next_) changed_.notify_all();
    }
    void run() {
        std::unique_lock lock(mutex_);
        while (!is_stopping_) {
            auto const now = std::chrono::steady_clock::now();
            next_ = now + std::chrono::hours(1);
            for (auto* one : watches_) {
                if (!one->is_cut_ && one->until_ <= now) one->cut();
                if (!one->is_cut_) next_ = std::min(next_, one->until_);
            }
            changed_.wait_until(lock, next_);
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<watch*> watches_;
    time_point next_ = time_point::max(); ///< when the thread looks again
    bool is_stopping_ = false;
    std::thread thread_;
};

} // namespace apibind::detail
