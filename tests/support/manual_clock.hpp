// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace support {

/// Time that passes only where a test says so. A wait ends with a notification or after about a millisecond of the
/// machine's time, so that whoever waits looks at this clock again.
class manual_clock final : public apibind::call_clock {
public:
    time_point now() noexcept override { return time_point(std::chrono::nanoseconds(now_)); }
    std::chrono::system_clock::time_point utc_now() noexcept override {
        return std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::seconds(1'700'000'000) + std::chrono::nanoseconds(now_)));
    }
    void wait(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, time_point until) override {
        if (until > now()) changed.wait_for(lock, std::chrono::milliseconds(1));
    }

    void advance(std::chrono::nanoseconds by) { now_ += by.count(); }

private:
    std::atomic<std::chrono::nanoseconds::rep> now_ = std::chrono::nanoseconds(std::chrono::hours(1)).count();
};

} // namespace support
