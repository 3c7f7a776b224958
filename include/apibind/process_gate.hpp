// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/gate.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace apibind {

/// A gate for the calls of this process, first come first served.
class process_gate final : public gate {
public:
    explicit process_gate(int calls) : limit_(static_cast<std::size_t>(std::max(calls, 1))) {}

    std::optional<std::size_t> enter(gate_wait const& wait) override {
        detail::wake_on_stop const wake(wait.stop, mutex_, changed_);
        std::unique_lock lock(mutex_);
        queued const mine(*this);
        while (!wait.stop.stop_requested()) {
            // Where no place is kept, whether one is free is no matter of time.
            auto now = call_clock::time_point::min();
            bool const is_timed = is_kept_at(now);
            if (is_timed) now = wait.time->now();
            auto until = wait.deadline;
            if (mine.is_next()) {
                if (auto const place = free_place(now)) {
                    places_[*place].is_taken = true;
                    return place;
                }
                for (auto const& one : places_)
                    if (one.free_from > now) until = std::min(until, one.free_from);
            }
            if ((is_timed ? now : wait.time->now()) >= wait.deadline) break;
            wait.time->wait(changed_, lock, until);
        }
        return std::nullopt;
    }

    void leave(std::size_t place, call_clock::time_point free_from) noexcept override {
        std::unique_lock lock(mutex_);
        places_[place] = {free_from, false};
        bool const is_awaited = first_ != nullptr;
        lock.unlock();
        if (is_awaited) changed_.notify_all();
    }

    /// Lets fewer calls through from now on, where that is fewer than before.
    void lower(int calls) {
        std::lock_guard const lock(mutex_);
        limit_ = std::min(limit_, static_cast<std::size_t>(std::max(calls, 1)));
    }
    /// How many calls wait for their turn now.
    std::size_t waiting() const {
        std::lock_guard const lock(mutex_);
        return waiting_;
    }
    /// Whether a place is taken at that time by a call that has ended.
    bool keeps_any(call_clock::time_point now) const {
        std::lock_guard const lock(mutex_);
        return is_kept_at(now);
    }

private:
    struct place_state {
        call_clock::time_point free_from = call_clock::time_point::min();
        bool is_taken = false;
    };

    /// A call in the row, for as long as this lives; the lock is held when it comes and when it goes.
    class queued {
    public:
        explicit queued(process_gate& at) : at_(at), before_(at.last_) {
            (before_ ? before_->behind_ : at.first_) = this;
            at.last_ = this;
            ++at.waiting_;
        }
        queued(queued const&) = delete;
        queued& operator=(queued const&) = delete;
        ~queued() {
            (before_ ? before_->behind_ : at_.first_) = behind_;
            (behind_ ? behind_->before_ : at_.last_) = before_;
            --at_.waiting_;
            if (behind_) at_.changed_.notify_all(); // the next in the row may be let in as well
        }
        bool is_next() const { return !before_; }

    private:
        process_gate& at_;
        queued* before_;
        queued* behind_ = nullptr;
    };

    bool is_kept_at(call_clock::time_point now) const {
        return std::any_of(places_.begin(), places_.end(), [&](auto const& one) { return one.free_from > now; });
    }
    std::optional<std::size_t> free_place(call_clock::time_point now) {
        std::optional<std::size_t> found;
        std::size_t busy = 0;
        for (std::size_t i = places_.size(); i-- != 0;) {
            if (places_[i].is_taken || places_[i].free_from > now)
                ++busy;
            else
                found = i;
        }
        if (busy >= limit_) return std::nullopt;
        if (!found) {
            found = places_.size();
            places_.emplace_back();
        }
        return found;
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    queued *first_ = nullptr, *last_ = nullptr; ///< the row of those who wait, each in the frame of its own call
    std::size_t waiting_ = 0;
    std::vector<place_state> places_; ///< as many as were ever needed at once
    std::size_t limit_;
};

namespace detail {

/// The gates of this process, one for each service and credential. It keeps a keyed hash of both and never the
/// credential. Where two declarations of a service differ, the lower limit holds.
class gate_registry {
public:
    static gate_registry& instance() {
        static gate_registry all;
        return all;
    }

    std::shared_ptr<process_gate> find(gate_scope const& scope, call_clock& time = machine_clock()) {
        std::string const key = scope.hash(key_);
        std::lock_guard const lock(mutex_);
        // One that no client has any more is needed for as long as it keeps a place.
        auto const now = time.now();
        std::erase_if(
            gates_, [&](auto const& entry) { return entry.second.use_count() == 1 && !entry.second->keeps_any(now); });
        auto& known = gates_[key];
        if (known)
            known->lower(scope.calls());
        else
            known = std::make_shared<process_gate>(scope.calls());
        return known;
    }

private:
    gate_registry() : key_(32, '\0') { RAND_bytes(reinterpret_cast<unsigned char*>(key_.data()), 32); }

    std::mutex mutex_;
    std::string key_;
    std::map<std::string, std::shared_ptr<process_gate>, std::less<>> gates_;
};

} // namespace detail
} // namespace apibind
