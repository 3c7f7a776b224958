// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>
#include <apibind/client_options.hpp>
#include <apibind/outcome.hpp>

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace apibind {

/// What invoke_all does differently from the defaults.
struct bulk_options {
    /// At most so many calls at once, where that is fewer than the service's limit; below 1: one. Where the service
    /// declares no limit: so many instead of 16, which is what a transport keeps connections for unless told otherwise.
    std::optional<int> in_flight{};
    /// No further call is started once a stop was asked for; those in flight come to their end.
    std::stop_token stop{};
    /// Of every call; a deadline counts from the beginning of each. A stop by `call.stop` ends the calls in flight,
    /// too: of those that had been sent, the outcome is then unknown.
    call_options call{};
};

/// What the calls of invoke_all came to: how many to each outcome. A stream shows one line.
struct [[nodiscard]] bulk_summary {
    std::size_t not_sent = 0;
    std::size_t rejected = 0;
    std::size_t executed = 0;
    std::size_t partial = 0;
    std::size_t unknown = 0;
    /// The requests that were not called for, because a stop was asked for or on_result wanted no more: those behind
    /// the first calls() of the range. Empty: nobody knows how many, as it does not tell its size and was not read to
    /// its end.
    std::optional<std::size_t> left{};
    std::chrono::nanoseconds elapsed{};

    /// How many calls were made: each came to one outcome.
    std::size_t calls() const noexcept { return not_sent + rejected + executed + partial + unknown; }
    /// Whether there was a call for every request of the range.
    bool is_complete() const noexcept { return left == std::size_t{0}; }
};

/// `1000 calls in 4213 ms: 990 executed, 7 rejected, 3 outcome unknown; 4000 requests left`
inline std::string to_string(bulk_summary const& summary) {
    auto const elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(summary.elapsed);
    std::string line = std::to_string(summary.calls()) + " calls in " + std::to_string(elapsed.count()) + " ms";
    char const* before = ": ";
    for (auto const& [count, what] : {std::pair(summary.executed, outcome::executed),
                                      {summary.partial, outcome::partial},
                                      {summary.rejected, outcome::rejected},
                                      {summary.not_sent, outcome::not_sent},
                                      {summary.unknown, outcome::unknown}}) {
        if (count == 0) continue;
        line.append(before).append(std::to_string(count)).append(" ").append(to_string(what));
        before = ", ";
    }
    if (!summary.left) line.append("; there may be requests left");
    if (summary.left.value_or(0) != 0) line.append("; " + std::to_string(*summary.left) + " requests left");
    return line;
}
inline std::ostream& operator<<(std::ostream& out, bulk_summary const& summary) {
    return out << to_string(summary);
}

namespace detail {

/// Threads that are joined when this goes. The program's signals are not theirs.
class joined_threads {
public:
    explicit joined_threads(std::size_t most) { threads_.reserve(most); }
    joined_threads(joined_threads const&) = delete;
    joined_threads& operator=(joined_threads const&) = delete;
    ~joined_threads() { join(); }

    std::size_t size() const noexcept { return threads_.size(); }
    /// One more, of no more than `most`. False: the system has none.
    bool add(void* (*work)(void*), void* with) noexcept {
        sigset_t all, before;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, &before);
        pthread_t thread{};
        bool const is_running = ::pthread_create(&thread, nullptr, work, with) == 0;
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
        if (is_running) threads_.push_back(thread);
        return is_running;
    }
    void join() noexcept {
        for (auto const thread : threads_) ::pthread_join(thread, nullptr);
        threads_.clear();
    }

private:
    std::vector<pthread_t> threads_;
};

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

/// How many calls are made at once.
inline std::size_t bulk_width(int limit, std::optional<int> wanted, std::optional<std::size_t> size) {
    auto out = static_cast<std::size_t>(std::max(wanted.value_or(limit == 0 ? 16 : limit), 1));
    if (limit > 0) out = std::min(out, static_cast<std::size_t>(limit));
    if (size) out = std::min(out, std::max<std::size_t>(*size, 1));
    return out;
}

} // namespace detail
} // namespace apibind
