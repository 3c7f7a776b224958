// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/redaction.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace apibind::detail {

/// Secrets that come while a client lives: tokens that are renewed. A text is masked by a redaction that never changes;
/// here is the newest of them.
class late_secrets {
public:
    /// `generation` changes whenever `conceal` has something else to add.
    void watch(std::function<std::uint64_t()> generation, std::function<void(redaction&)> conceal) {
        generation_ = std::move(generation);
        conceal_ = std::move(conceal);
    }
    /// Whether any may come.
    bool may_come() const noexcept { return generation_ != nullptr; }
    /// `always` with all that came later.
    std::shared_ptr<redaction const> with(std::shared_ptr<redaction const> const& always) const {
        if (!may_come()) return always;
        auto const generation = generation_();
        std::lock_guard const lock(mutex_);
        if (!whole_ || generation != seen_) {
            auto next = std::make_shared<redaction>(*always);
            conceal_(*next);
            whole_ = std::move(next);
            seen_ = generation;
        }
        return whole_;
    }

private:
    std::function<std::uint64_t()> generation_;
    std::function<void(redaction&)> conceal_;
    mutable std::mutex mutex_;
    mutable std::uint64_t seen_ = 0;
    mutable std::shared_ptr<redaction const> whole_;
};

} // namespace apibind::detail
