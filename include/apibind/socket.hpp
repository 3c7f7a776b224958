// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/resolve.hpp>
#include <apibind/transport_frame.hpp>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <stop_token>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

/// Sockets of the transports: no wait outlives its time. All waits are in `wait_for`, `wait_a_little`, `receive` and
/// `resolve`.
namespace apibind::detail::strict {

using time_point = std::chrono::steady_clock::time_point;
/// A time long past: look, do not wait.
constexpr time_point at_once{};

/// How long a read may sleep in the kernel before it is watched over by poll: an answer that comes within it costs one
/// system call.
constexpr std::chrono::milliseconds nap{20};
/// How long a wait that can be cancelled goes without a look.
constexpr std::chrono::milliseconds longest_blindness{10};

inline std::string text_of_errno(int code) {
    return std::error_code(code, std::system_category()).message();
}

/// Owns a descriptor.
class socket_handle {
public:
    socket_handle() = default;
    explicit socket_handle(int descriptor) noexcept : descriptor_(descriptor) {}
    socket_handle(socket_handle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    socket_handle& operator=(socket_handle&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~socket_handle() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int get() const noexcept { return descriptor_; }
    explicit operator bool() const noexcept { return descriptor_ >= 0; }

private:
    int descriptor_ = -1;
};

/// Waits until the socket is ready for one of the events. False: the time has come first, or it is to stop.
inline bool wait_for(int descriptor, short events, time_point until, std::stop_token const& stop) {
    using ms = std::chrono::milliseconds;
    ms const longest = stop.stop_possible() ? longest_blindness : ms(3'600'000);
    for (;;) {
        if (stop.stop_requested()) return false;
        auto const left = std::chrono::ceil<ms>(until - std::chrono::steady_clock::now()).count();
        pollfd entry{descriptor, events, 0};
        int const n = ::poll(&entry, 1, static_cast<int>(std::clamp<long long>(left, 0, longest.count())));
        if (n > 0) return true;
        if (n < 0 && errno != EINTR) return true; // the call that follows meets the error itself
        if (left <= 0) return false;
    }
}

/// Waits for what tells nobody of itself. False: the time has come first, or it is to stop.
inline bool wait_a_little(time_point until, std::stop_token const& stop) {
    if (stop.stop_requested() || std::chrono::steady_clock::now() >= until) return false;
    ::poll(nullptr, 0, static_cast<int>(longest_blindness.count()));
    return true;
}

inline bool is_for_later(int code) noexcept {
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

/// The open socket of a connection, in blocking mode, whose reads the kernel ends after a nap.
struct wire {
    int descriptor = -1;
    std::size_t bytes_sent = 0; ///< all that the kernel ever took
    time_point until = at_once; ///< no read begins or sleeps beyond it
    std::stop_token stop{};     ///< nor once that was asked to
    bool is_begun = false;      ///< by begin_read() just now
    bool may_nap = false;       ///< the next read may sleep
    bool is_drained = false;    ///< the last read found nothing

    /// Whether a read may begin now, which then sleeps where so much time is left.
    bool begin_read(time_point now) {
        if (until == at_once) return true;
        if (now >= until || stop.stop_requested()) return false;
        may_nap = may_nap && until - now >= 2 * nap;
        return true;
    }
};

/// Like recv; errno is EAGAIN where nothing came.
inline ssize_t receive(wire& from, char* data, std::size_t size) {
    if (!std::exchange(from.is_begun, false) && !from.begin_read(std::chrono::steady_clock::now())) {
        from.is_drained = true;
        errno = EAGAIN;
        return -1;
    }
    auto const n = ::recv(from.descriptor, data, size, from.may_nap ? 0 : MSG_DONTWAIT);
    from.is_drained = n < 0;
    if (from.is_drained) from.may_nap = false;
    return n;
}

/// Like send, without waiting and without the SIGPIPE that a closed peer would raise.
inline ssize_t send_quietly(wire& to, char const* data, std::size_t size) {
#ifdef MSG_NOSIGNAL
    auto const n = ::send(to.descriptor, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
#else
    auto const n = ::send(to.descriptor, data, size, MSG_DONTWAIT); // the socket has SO_NOSIGPIPE
#endif
    if (n > 0) to.bytes_sent += static_cast<std::size_t>(n);
    return n;
}

/// A socket that is connected to that address, or the reason why not; 0 where there was no answer.
inline std::variant<socket_handle, int> connect_to(socket_address const& address, time_point until,
                                                   std::stop_token const& stop) {
    socket_handle socket(::socket(address.storage.ss_family, SOCK_STREAM, 0));
    if (!socket) return errno;
    ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
    int const mode = ::fcntl(socket.get(), F_GETFL);
    ::fcntl(socket.get(), F_SETFL, mode | O_NONBLOCK);
    int const on = 1;
    bool const is_local = address.storage.ss_family == AF_UNIX;
    if (!is_local) ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef SO_NOSIGPIPE
    ::setsockopt(socket.get(), SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    while (::connect(socket.get(), address.get(), address.length) != 0) {
        if (is_local && errno == EAGAIN) { // as many as its listener lets wait do so, and nothing tells when one goes
            if (!wait_a_little(until, stop)) return 0;
            continue;
        }
        if (errno != EINPROGRESS && errno != EINTR) return errno;
        if (!wait_for(socket.get(), POLLOUT, until, stop)) return 0;
        int code = 0;
        socklen_t size = sizeof code;
        ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &code, &size);
        if (code != 0) return code;
        break;
    }
    timeval const longest_read{0, std::chrono::duration_cast<std::chrono::microseconds>(nap).count()};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &longest_read, sizeof longest_read);
    ::fcntl(socket.get(), F_SETFL, mode);
    return socket;
}

/// Connects to the first address that answers. `where` names the peer in messages.
inline std::variant<socket_handle, transport_failure> connect(std::vector<socket_address> const& addresses,
                                                              std::string const& where, time_point until,
                                                              std::stop_token const& stop) {
    transport_failure failure{phase::connect, transport_error::connect, where + ": no address", {}};
    for (std::size_t i = 0; i != addresses.size() && failure.error != transport_error::cancelled; ++i) {
        // A silent address leaves time for those after it.
        auto const now = std::chrono::steady_clock::now();
        auto const share = now + (until - now) / static_cast<int>(addresses.size() - i);
        auto got = connect_to(addresses[i], share, stop);
        if (auto* socket = std::get_if<socket_handle>(&got)) return std::move(*socket);
        int const code = std::get<int>(got);
        failure.error = code == 0 ? why_late(stop) : transport_error::connect;
        failure.message = where + ": " + (code == 0 ? "no answer to the attempt to connect" : text_of_errno(code));
    }
    return failure;
}

} // namespace apibind::detail::strict
