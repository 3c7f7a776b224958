// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/gate.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace apibind {

/// A gate for the calls of this process, first come first served.
class process_gate final : public gate {
public:
    explicit process_gate(int calls) : limit_(static_cast<std::size_t>(std::max(calls, 1))) {}

    std::optional<std::size_t> enter(gate_wait const& wait) override {
        // Declared first: it is unregistered after the lock is gone, which a notification that is under way takes.
        std::stop_callback const wake(wait.stop, [this] {
            { std::lock_guard const lock(mutex_); }
            changed_.notify_all();
        });
        std::unique_lock lock(mutex_);
        auto const ticket = waiting_.insert(waiting_.end(), 0);
        bool entered = false;
        while (!wait.stop.stop_requested()) {
            auto const now = wait.time->now();
            std::erase_if(kept_, [&](clock::time_point until) { return until <= now; });
            bool const is_next = ticket == waiting_.begin();
            entered = is_next && taken_ + kept_.size() < limit_;
            if (entered || now >= wait.deadline) break;
            auto until = wait.deadline;
            if (is_next)
                for (auto one : kept_) until = std::min(until, one);
            wait.time->wait(changed_, lock, until);
        }
        waiting_.erase(ticket);
        if (entered) kept_.reserve(++taken_ + kept_.size()); // so that `leave` finds room
        lock.unlock();
        changed_.notify_all(); // the next in the row may be let in as well
        if (!entered) return std::nullopt;
        return 0;
    }

    void leave(std::size_t, clock::time_point free_from) noexcept override {
        {
            std::lock_guard const lock(mutex_);
            --taken_;
            if (free_from != clock::time_point::min()) kept_.push_back(free_from);
        }
        changed_.notify_all();
    }

    /// How many calls wait for their turn now.
    std::size_t waiting() const {
        std::lock_guard const lock(mutex_);
        return waiting_.size();
    }
    /// Whether a place is taken at that time by a call that has ended.
    bool keeps_any(clock::time_point now) const {
        std::lock_guard const lock(mutex_);
        return std::any_of(kept_.begin(), kept_.end(), [&](clock::time_point until) { return until > now; });
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::list<char> waiting_;
    std::size_t taken_ = 0;
    std::vector<clock::time_point> kept_; ///< of places that are taken until then, though their calls have ended
    std::size_t const limit_;
};

namespace detail {

/// The gates of this process, one for each service and credential. It keeps a keyed hash of both and never the
/// credential.
class gate_registry {
public:
    static gate_registry& instance() {
        static gate_registry all;
        return all;
    }

    std::shared_ptr<process_gate> find(gate_scope const& scope) {
        std::string const key = scope.hash(key_);
        std::lock_guard const lock(mutex_);
        // One that no client has any more is needed for as long as it keeps a place.
        auto const now = std::chrono::steady_clock::now();
        std::erase_if(
            gates_, [&](auto const& entry) { return entry.second.use_count() == 1 && !entry.second->keeps_any(now); });
        auto& known = gates_[key];
        if (!known) known = std::make_shared<process_gate>(scope.calls());
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
