// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

/// What this thread takes from operator new.
namespace memory {

struct counter {
    std::size_t allocations = 0;
    std::size_t now = 0;  ///< bytes held, since `start`
    std::size_t peak = 0; ///< the most of them
};

counter& of_this_thread();

template <class Work>
counter during(Work work) {
    auto& mine = of_this_thread();
    mine = {};
    work();
    return mine;
}

} // namespace memory
