// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/bulk_options.hpp>
#include <apibind/bulk_summary.hpp>
#include <apibind/call_clock.hpp>
#include <apibind/joined_threads.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace apibind::detail {

/// One worker's share of a bulk: a request, its call, its result.
class bulk_lane {
public:
    /// The next request of the range becomes this lane's. False: there is none.
    virtual bool take() = 0;
    virtual outcome call() = 0;
    /// Hands over the result. False: no further call is wanted.
    virtual bool deliver() = 0;

protected:
    ~bulk_lane() = default;
};

/// The calls of a bulk, for any endpoint: the calling thread works, and as many more as there is work for. A lock is
/// held whenever code of the program's runs that is not part of a call: the range's and on_result.
class bulk {
public:
    /// Works through a lane of the job's own, by `work`, on the thread that it is called on.
    using worker = void (*)(void* job, bulk&);

    bulk(bulk_options const& options, std::size_t most, worker one, void* job)
        : options_(options), most_(most), work_(one), job_(job), threads_(most - 1) {}

    /// Of `size` requests, where that is known.
    bulk_summary run(std::optional<std::size_t> size, call_clock& time) {
        auto const begin = time.now();
        work_(job_, *this);
        threads_.join();
#if defined(__cpp_exceptions)
        if (thrown_) std::rethrow_exception(thrown_);
#endif
        if (is_at_end_)
            summary_.left = 0;
        else if (size)
            summary_.left = *size - std::min(*size, summary_.calls());
        summary_.elapsed = time.now() - begin;
        return summary_;
    }

    /// Makes calls until there is nothing left to begin.
    void work(bulk_lane& lane) {
        std::unique_lock lock(mutex_);
        while (take(lane)) {
            if (threads_.size() + 1 < most_ && !threads_.add(&start, this))
                most_ = 0; // it goes on with those there are
            lock.unlock();
            auto came_to = outcome::not_sent;
            auto thrown = caught([&] { came_to = lane.call(); });
            lock.lock();
            if (!thrown) {
                ++count(came_to);
                bool goes_on = true;
                thrown = caught([&] { goes_on = lane.deliver(); });
                is_over_ = is_over_ || !goes_on;
            }
            note(std::move(thrown));
        }
    }

private:
    static void* start(void* self) noexcept {
        auto& all = *static_cast<bulk*>(self);
        all.work_(all.job_, all);
        return nullptr;
    }

    bool take(bulk_lane& lane) {
        if (is_over_ || options_.stop.stop_requested() || options_.call.stop.stop_requested()) return false;
        bool is_taken = false;
        auto thrown = caught([&] { is_taken = lane.take(); });
        if (!is_taken) is_over_ = true;
        if (!is_taken && !thrown) is_at_end_ = true;
        note(std::move(thrown));
        return is_taken;
    }

    template <class Run>
    static std::exception_ptr caught(Run run) {
#if defined(__cpp_exceptions)
        try {
            run();
        } catch (...) {
            return std::current_exception();
        }
#else
        run();
#endif
        return nullptr;
    }
    void note(std::exception_ptr thrown) {
        if (!thrown) return;
        is_over_ = true;
        if (!thrown_) thrown_ = std::move(thrown);
    }

    std::size_t& count(outcome which) noexcept {
        switch (which) {
        case outcome::not_sent: return summary_.not_sent;
        case outcome::rejected: return summary_.rejected;
        case outcome::executed: return summary_.executed;
        case outcome::partial: return summary_.partial;
        case outcome::unknown: break;
        }
        return summary_.unknown;
    }

    bulk_options const& options_;
    std::size_t most_; ///< workers, the calling thread included
    worker work_;
    void* job_;
    std::mutex mutex_;
    bool is_over_ = false;
    bool is_at_end_ = false;
    std::exception_ptr thrown_; ///< the first
    bulk_summary summary_;
    joined_threads threads_;
};

/// How many calls are made at once: each takes a thread.
inline std::size_t bulk_width(int limit, std::optional<int> wanted, std::optional<std::size_t> size) {
    auto out = static_cast<std::size_t>(std::max(wanted.value_or(limit == 0 ? 16 : limit), 1));
    out = std::min<std::size_t>(out, 4'096);
    if (limit > 0) out = std::min(out, static_cast<std::size_t>(limit));
    if (size) out = std::min(out, std::max<std::size_t>(*size, 1));
    return out;
}

} // namespace apibind::detail
