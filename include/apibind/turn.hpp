// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>
#include <apibind/gate.hpp>

#include <chrono>
#include <cstddef>

namespace apibind::detail {

/// A place at a gate, given back when this goes. Until it is told otherwise, the vendor may still be at work.
class turn {
public:
    turn(gate& of, std::size_t place, call_clock& time, std::chrono::milliseconds time_limit)
        : gate_(of), place_(place), time_(time), time_limit_(time_limit) {}
    turn(turn const&) = delete;
    turn& operator=(turn const&) = delete;
    ~turn() { gate_.leave(place_, is_over_ ? call_clock::time_point::min() : time_.now() + time_limit_); }

    /// The vendor is done with the call, or never had it.
    void is_over() noexcept { is_over_ = true; }

private:
    gate& gate_;
    std::size_t place_;
    call_clock& time_;
    std::chrono::milliseconds time_limit_;
    bool is_over_ = false;
};

} // namespace apibind::detail
