// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pthread.h>
#include <signal.h>

#include <cstddef>
#include <vector>

namespace apibind::detail {

/// Threads that are joined when this goes. The program's signals are not theirs.
class joined_threads {
public:
    explicit joined_threads(std::size_t most) { threads_.reserve(most); }
    joined_threads(joined_threads const&) = delete;
    joined_threads& operator=(joined_threads const&) = delete;
    ~joined_threads() { join(); }

    std::size_t size() const noexcept { return threads_.size(); }
    /// One more, of no more than `most`. False: the system has none.
    bool add(void* (*work)(void*), void* with) noexcept {
        sigset_t all, before;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, &before);
        pthread_t thread{};
        bool const is_running = ::pthread_create(&thread, nullptr, work, with) == 0;
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
        if (is_running) threads_.push_back(thread);
        return is_running;
    }
    void join() noexcept {
        for (auto const thread : threads_) ::pthread_join(thread, nullptr);
        threads_.clear();
    }

private:
    std::vector<pthread_t> threads_;
};

} // namespace apibind::detail
