// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace support {

/// Time that passes by itself only where somebody waits: a wait is over at once, and it is then as late as was waited
/// for.
class leaping_clock final : public apibind::call_clock {
public:
    time_point now() noexcept override {
        std::lock_guard const lock(mutex_);
        return now_;
    }
    std::chrono::system_clock::time_point utc_now() noexcept override {
        return std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000)) +
               std::chrono::duration_cast<std::chrono::system_clock::duration>(now() - begin);
    }
    void wait(std::condition_variable&, std::unique_lock<std::mutex>&, time_point until) override {
        std::lock_guard const lock(mutex_);
        if (until <= now_) return;
        waits_.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(until - now_));
        now_ = until;
    }

    void advance(std::chrono::nanoseconds by) {
        std::lock_guard const lock(mutex_);
        now_ += std::chrono::duration_cast<std::chrono::steady_clock::duration>(by);
    }
    /// All that was waited, wait by wait.
    std::vector<std::chrono::milliseconds> waits() const {
        std::lock_guard const lock(mutex_);
        return waits_;
    }

private:
    static constexpr time_point begin{std::chrono::hours(1)};
    mutable std::mutex mutex_;
    time_point now_ = begin;
    std::vector<std::chrono::milliseconds> waits_;
};

} // namespace support
