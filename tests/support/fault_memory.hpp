// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "instrumented.hpp"

#include <fstream>
#include <string>

namespace faults {

/// A figure of this process in kB, such as VmRSS or VmHWM (proc(5)).
inline long memory_figure(std::string const& name) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == name + ":") {
            long out = 0;
            status >> out;
            return out;
        }
    return -1;
}
/// Lets VmHWM begin anew at what is resident now.
inline void forget_memory_peak() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

/// Whether memory says what a program takes: sanitizers hold back what was freed.
inline constexpr bool is_memory_telling = !support::is_instrumented;

} // namespace faults
