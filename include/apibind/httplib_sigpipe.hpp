// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <time.h>

#include <cerrno>

namespace apibind::detail {

/// Keeps the SIGPIPE that a write to a closed peer raises from the program: cpp-httplib and OpenSSL write without care
/// for it. Blocks it for this thread and takes the one that came meanwhile; where sockets have SO_NOSIGPIPE, none
/// comes.
class sigpipe_block {
public:
    sigpipe_block(sigpipe_block const&) = delete;
    sigpipe_block& operator=(sigpipe_block const&) = delete;
#ifdef SO_NOSIGPIPE
    sigpipe_block() noexcept {}
#else
    sigpipe_block() noexcept {
        sigset_t pending;
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~sigpipe_block() {
        timespec const at_once{};
        while (!was_pending_ && sigtimedwait(&pipe_, nullptr, &at_once) < 0 && errno == EINTR) {
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    bool was_pending_ = false;
    sigset_t pipe_{};
    sigset_t before_{};
#endif
};

} // namespace apibind::detail
