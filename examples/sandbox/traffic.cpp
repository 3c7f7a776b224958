// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "traffic.hpp"

namespace sandbox {

traffic::place::~place() {
    if (owner_ != nullptr) {
        std::lock_guard const lock(owner_->mutex_);
        --owner_->in_flight_[key_];
    }
}

std::optional<traffic::place> traffic::admit(std::string_view vendor, std::string_view credential, int limit) {
    std::string key = std::string(vendor) + "/" + std::string(credential);
    std::lock_guard const lock(mutex_);
    int& taken = in_flight_[key];
    if (limit > 0 && taken >= limit) {
        return std::nullopt;
    }
    ++taken;
    return place(*this, std::move(key));
}

void traffic::pass(std::string_view vendor, std::chrono::milliseconds delay) {
    std::unique_lock lock(mutex_);
    if (delay.count() > 0) {
        changed_.wait_for(lock, delay, [&] { return open_; });
    }
    if (!held_.contains(vendor) || open_) {
        return;
    }
    int& waiting = waiting_[std::string(vendor)];
    ++waiting;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::minutes(1), [&] { return open_ || !held_.contains(vendor); });
    --waiting;
}

void traffic::hold(std::string_view vendor) {
    std::lock_guard const lock(mutex_);
    held_.emplace(vendor);
}

void traffic::release(std::string_view vendor) {
    std::lock_guard const lock(mutex_);
    if (auto const found = held_.find(vendor); found != held_.end()) {
        held_.erase(found);
    }
    changed_.notify_all();
}

bool traffic::wait_until_held(std::string_view vendor, int count, std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] {
        auto const found = waiting_.find(vendor);
        return found != waiting_.end() && found->second >= count;
    });
}

void traffic::open() {
    std::lock_guard const lock(mutex_);
    open_ = true;
    changed_.notify_all();
}

} // namespace sandbox
