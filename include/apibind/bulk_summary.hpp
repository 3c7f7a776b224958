// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/outcome.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

namespace apibind {

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

} // namespace apibind
