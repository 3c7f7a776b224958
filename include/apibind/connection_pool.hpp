// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace apibind {

/// Which connections a transport keeps between calls.
struct pool_options {
    std::size_t max_idle_per_origin = 16; ///< 0: none is kept
    /// A server that closes a kept connection while a request is on its way leaves the outcome unknown: keep this below
    /// the time for which servers keep theirs.
    std::chrono::milliseconds max_idle_age{4'000};
};

namespace detail {

/// Connections kept between calls. Threads share it; a connection is with one call or in here. A Connection has
/// `origin()`, `options()`, and `is_idle()`: whether the next request may go this way.
template <class Connection>
class connection_pool {
public:
    explicit connection_pool(pool_options options) : options_(options) {}

    /// A kept connection that is open and quiet, or null.
    std::unique_ptr<Connection> borrow(http_origin const& origin, connection_options const& options,
                                       std::chrono::steady_clock::time_point now) {
        for (;;) {
            std::vector<kept> expired; // closed after the lock
            std::unique_ptr<Connection> found;
            {
                std::lock_guard const lock(mutex_);
                drop_expired(expired, now);
                auto const hit = std::find_if(idle_.rbegin(), idle_.rend(),
                                              [&](kept const& one) { return one.goes_to(origin, options); });
                if (hit == idle_.rend()) return nullptr;
                found = std::move(hit->peer);
                idle_.erase(std::next(hit).base());
            }
            if (found->is_idle()) return found;
        }
    }

    void give_back(std::unique_ptr<Connection> peer) {
        if (options_.max_idle_per_origin == 0) return;
        std::vector<kept> expired; // closed after the lock
        std::lock_guard const lock(mutex_);
        auto const now = std::chrono::steady_clock::now();
        drop_expired(expired, now);
        auto const is_same = [&](kept const& one) { return one.goes_to(peer->origin(), peer->options()); };
        auto const most = options_.max_idle_per_origin;
        if (idle_.size() >= most &&
            static_cast<std::size_t>(std::count_if(idle_.begin(), idle_.end(), is_same)) >= most) {
            auto const oldest = std::find_if(idle_.begin(), idle_.end(), is_same);
            expired.push_back(std::move(*oldest));
            idle_.erase(oldest);
        }
        idle_.push_back({std::move(peer), now});
    }

private:
    struct kept {
        std::unique_ptr<Connection> peer;
        std::chrono::steady_clock::time_point since;

        bool goes_to(http_origin const& origin, connection_options const& options) const {
            return peer->origin() == origin && peer->options() == options;
        }
    };

    void drop_expired(std::vector<kept>& out, std::chrono::steady_clock::time_point now) {
        auto const oldest = now - options_.max_idle_age;
        if (idle_.empty() || idle_.front().since > oldest) return;
        auto const first_fresh =
            std::find_if(idle_.begin(), idle_.end(), [&](kept const& one) { return one.since > oldest; });
        std::move(idle_.begin(), first_fresh, std::back_inserter(out));
        idle_.erase(idle_.begin(), first_fresh);
    }

    pool_options options_;
    std::mutex mutex_;
    std::vector<kept> idle_; ///< the longest idle first
};

} // namespace detail
} // namespace apibind
