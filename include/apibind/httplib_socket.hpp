// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>

namespace apibind::detail {

/// A second descriptor of cpp-httplib's socket: valid whatever cpp-httplib closes meanwhile.
class socket_twin {
public:
    socket_twin() = default;
    socket_twin(socket_twin const&) = delete;
    socket_twin& operator=(socket_twin const&) = delete;
    ~socket_twin() { drop(); }

    int get() const noexcept { return descriptor_; }
    /// Of a socket that is not connected yet. False: there is none.
    bool take(int socket) {
        drop();
        descriptor_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
        if (descriptor_ < 0) return false;
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
        int const on = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
        return true;
    }
    /// How long single reads and writes may take.
    void set_timeouts(std::chrono::milliseconds reading, std::chrono::milliseconds writing) const {
        if (descriptor_ < 0) return;
        set_timeout(SO_RCVTIMEO, reading);
        set_timeout(SO_SNDTIMEO, writing);
    }
    /// So that the attempt to connect it, which follows, fails.
    void make_unconnectable(int socket) const {
        int const null_device = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        int const other = null_device >= 0 ? null_device : descriptor_; // or a socket that is connected already
        if (other < 0 || ::dup2(other, socket) < 0) ::shutdown(socket, SHUT_RDWR);
        if (null_device >= 0) ::close(null_device);
    }

private:
    void set_timeout(int which, std::chrono::milliseconds time) const {
        timeval value{};
        value.tv_sec = static_cast<decltype(value.tv_sec)>(time.count() / 1'000);
        value.tv_usec = static_cast<decltype(value.tv_usec)>(time.count() % 1'000 * 1'000);
        ::setsockopt(descriptor_, SOL_SOCKET, which, &value, sizeof value);
    }
    void drop() noexcept {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

    int descriptor_ = -1;
};

} // namespace apibind::detail
