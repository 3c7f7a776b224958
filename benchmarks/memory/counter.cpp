// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "memory/counter.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace memory {

counter& of_this_thread() {
    static thread_local counter mine;
    return mine;
}

} // namespace memory

void* operator new(std::size_t size) {
    void* const block = std::malloc(size);
    if (!block) throw std::bad_alloc();
    auto& mine = memory::of_this_thread();
    ++mine.allocations;
    mine.now += ::malloc_usable_size(block);
    mine.peak = std::max(mine.peak, mine.now);
    return block;
}
void operator delete(void* block) noexcept {
    auto& mine = memory::of_this_thread();
    auto const size = ::malloc_usable_size(block);
    mine.now -= std::min(size, mine.now); // what was taken before the count began is not in it
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
    operator delete(block);
}
