// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/gate.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace apibind {

/// How many attempts beyond the first are made in all, so that a vendor in trouble is not met with a multiple of the
/// usual calls: a reserve, of which each further attempt takes one, and to which each call adds a part of one. Threads
/// share it.
class retry_budget {
public:
    /// A tenth of the calls beyond a reserve of 10 is what clients share that are given none: those of one host and
    /// credential in this process.
    explicit retry_budget(double per_call = 0.1, double reserve = 10)
        : per_call_(sound(per_call)), reserve_(sound(reserve)), left_(reserve_) {}

    void add_call() noexcept {
        auto const most = std::max(reserve_, 1.0);
        auto left = left_.load();
        while (left < most && !left_.compare_exchange_weak(left, std::min(left + per_call_, most))) {
        }
    }
    /// Whether one more attempt may be made; it is then taken off.
    bool take() noexcept {
        auto left = left_.load();
        while (left >= 1)
            if (left_.compare_exchange_weak(left, left - 1)) return true;
        return false;
    }
    bool is_full() const noexcept { return left_.load() >= reserve_; }

private:
    /// What is no number allows nothing.
    static double sound(double given) noexcept { return given > 0 ? given : 0; }

    double const per_call_;
    double const reserve_;
    std::atomic<double> left_;
};

namespace detail {

/// The budgets of this process, one for each host and credential, under a keyed hash of both.
class budget_registry {
public:
    static budget_registry& instance() {
        static budget_registry all;
        return all;
    }

    std::shared_ptr<retry_budget> find(gate_scope const& scope) {
        std::string const key = scope.hash(key_);
        std::lock_guard const lock(mutex_);
        // One that no client has any more is needed for as long as something was taken off it, and not for ever: a
        // program may see any number of credentials.
        bool const is_crowded = budgets_.size() >= most_unused;
        std::erase_if(budgets_, [is_crowded](auto const& entry) {
            return entry.second.use_count() == 1 && (is_crowded || entry.second->is_full());
        });
        auto& known = budgets_[key];
        if (!known) known = std::make_shared<retry_budget>();
        return known;
    }

private:
    static constexpr std::size_t most_unused = 1024;

    budget_registry() : key_(32, '\0') { RAND_bytes(reinterpret_cast<unsigned char*>(key_.data()), 32); }

    std::mutex mutex_;
    std::string key_;
    std::map<std::string, std::shared_ptr<retry_budget>, std::less<>> budgets_;
};

} // namespace detail
} // namespace apibind
