// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace apibind::detail {

/// Ends calls that are over their time, or are to stop, by shutting their sockets down: cpp-httplib bounds single
/// reads, not a call, and nothing of the TLS handshake. Its thread starts with the first call.
class watchdog {
public:
    /// How long a flood may go on unseen.
    static constexpr std::chrono::milliseconds longest_blindness{5};

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
            if (is_cut_) cut();
            return !is_cut_;
        }
        void until(time_point when) {
            std::lock_guard const lock(owner_.mutex_);
            until_ = when;
            owner_.hurry(when);
        }
        /// From now on, so many bytes may be read from the socket before `advance` is called, and from there again; 0:
        /// any number. Linux tells how many were; elsewhere there is no such limit.
        void limit(std::uint64_t most) {
            std::lock_guard const lock(owner_.mutex_);
            most_ = most;
            counted_from_ = bytes_read(descriptor_);
            if (most != 0) owner_.hurry(std::chrono::steady_clock::now() + longest_blindness);
        }
        /// What came was of use.
        void advance() noexcept { advances_.fetch_add(1, std::memory_order_relaxed); }
        bool is_flooded() const {
            std::lock_guard const lock(owner_.mutex_);
            return is_flooded_;
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

        void look_for_flood() {
            auto const advances = advances_.load(std::memory_order_relaxed);
            auto const count = bytes_read(descriptor_);
            if (std::exchange(seen_advances_, advances) != advances)
                counted_from_ = count;
            else if (count > counted_from_ && count - counted_from_ > most_)
                is_flooded_ = true;
            if (is_flooded_) cut();
        }

        watchdog& owner_;
        time_point until_;
        std::uint64_t most_ = 0;
        std::uint64_t counted_from_ = 0;
        std::atomic<std::size_t> advances_{0};
        std::size_t seen_advances_ = 0;
        bool is_flooded_ = false;
        int descriptor_ = -1;
        bool is_cut_ = false;
    };

private:
    /// All that was ever read from a TCP socket, or less; 0 where that is not told.
    static std::uint64_t bytes_read([[maybe_unused]] int descriptor) {
#if defined(__linux__)
        struct { // the kernel's tcp_info as far as that (since 4.1); the C library's ends before it
            unsigned char before[128];
            std::uint64_t bytes_received;
        } info{};
        socklen_t size = sizeof info;
        int unread = 0;
        if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && size == sizeof info &&
            ::ioctl(descriptor, FIONREAD, &unread) == 0 && info.bytes_received > static_cast<std::uint64_t>(unread))
            return info.bytes_received - static_cast<std::uint64_t>(unread);
#endif
        return 0;
    }
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
                if (!one->is_cut_ && one->most_ != 0) one->look_for_flood();
                if (one->is_cut_) continue;
                next_ = std::min(next_, one->most_ != 0 ? std::min(one->until_, now + longest_blindness) : one->until_);
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
