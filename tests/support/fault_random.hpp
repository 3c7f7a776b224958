// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace faults {

/// Calls of all endpoints, over everything that carries them and by both transports, whose connections meet faults of
/// the catalogue at random, kept connections and vendors that take their time included.
struct random_plan {
    unsigned calls = 1'000;
    unsigned threads = 16;
    std::uint64_t seed = 1; ///< what is met follows from it, as far as the threads allow
};

struct random_findings {
    std::map<std::string, unsigned> outcomes{}; ///< how many calls came to what
    unsigned executions = 0;
    std::vector<std::string> untruths{}; ///< for a person; none is to be there
};

random_findings play_at_random(random_plan const& plan);

} // namespace faults
