// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/secret.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind {

/// Lets so many calls through at once, first come first served.
class gate {
public:
    /// A turn; it ends when this goes.
    class turn {
    public:
        explicit turn(std::shared_ptr<gate> of) : gate_(std::move(of)) {}
        turn(turn&& other) noexcept = default;
        turn& operator=(turn&&) = delete;
        ~turn() {
            if (gate_) gate_->leave();
        }

    private:
        std::shared_ptr<gate> gate_;
    };

    explicit gate(int calls) : limit_(calls) {}

    /// Waits for a turn; none where the deadline comes first.
    static std::optional<turn> enter(std::shared_ptr<gate> const& here,
                                     std::chrono::steady_clock::time_point deadline) {
        std::unique_lock lock(here->mutex_);
        auto const ticket = here->waiting_.insert(here->waiting_.end(), 0);
        bool const entered = here->changed_.wait_until(
            lock, deadline, [&] { return here->taken_ < here->limit_ && ticket == here->waiting_.begin(); });
        here->waiting_.erase(ticket);
        if (entered) ++here->taken_;
        lock.unlock();
        here->changed_.notify_all(); // the next in the row may be let in as well
        if (!entered) return std::nullopt;
        return std::optional<turn>(std::in_place, here);
    }

    /// How many calls wait for their turn now.
    std::size_t waiting() const {
        std::lock_guard const lock(mutex_);
        return waiting_.size();
    }

private:
    void leave() {
        {
            std::lock_guard const lock(mutex_);
            --taken_;
        }
        changed_.notify_all();
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::list<char> waiting_;
    int taken_ = 0;
    int const limit_;
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

    std::shared_ptr<gate> find(std::string_view service, std::string_view credential, int calls) {
        std::string const key = hash(service, credential);
        std::lock_guard const lock(mutex_);
        std::erase_if(gates_, [](auto const& entry) { return entry.second.expired(); });
        auto& known = gates_[key];
        auto found = known.lock();
        if (!found) known = found = std::make_shared<gate>(calls);
        return found;
    }

private:
    gate_registry() : key_(32, '\0') { RAND_bytes(reinterpret_cast<unsigned char*>(key_.data()), 32); }

    std::string hash(std::string_view service, std::string_view credential) const {
        std::string text = std::to_string(service.size()) + ":";
        text.append(service).append(credential);
        unsigned char out[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
             reinterpret_cast<unsigned char const*>(text.data()), text.size(), out, &size);
        secret const gone(std::move(text)); // overwrites it
        return {reinterpret_cast<char const*>(out), size};
    }

    std::mutex mutex_;
    std::string key_;
    std::map<std::string, std::weak_ptr<gate>, std::less<>> gates_;
};

} // namespace detail
} // namespace apibind
