// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace apibind::detail {

struct socket_address {
    sockaddr_storage storage{};
    socklen_t length = 0;

    sockaddr const* get() const noexcept { return reinterpret_cast<sockaddr const*>(&storage); }
    /// The address without its port, as a number.
    std::string host() const {
        char text[NI_MAXHOST];
        return ::getnameinfo(get(), length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0 ? text : "";
    }
    friend bool operator==(socket_address const& a, socket_address const& b) noexcept {
        return a.length == b.length && std::memcmp(&a.storage, &b.storage, a.length) == 0;
    }
};

/// The address of a Unix domain socket, or nothing where the system takes no path of that length.
inline std::optional<socket_address> unix_address(std::string const& path) {
    sockaddr_un address{};
    if (path.size() >= sizeof address.sun_path) return std::nullopt;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    socket_address out;
    static_assert(sizeof address <= sizeof out.storage);
    std::memcpy(&out.storage, &address, sizeof address);
    out.length = sizeof address;
    return out;
}

struct looked_up {
    std::vector<socket_address> addresses{};
    int code = 0; ///< of getaddrinfo
};
inline looked_up look_up(std::string const& host, std::uint16_t port, int flags) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    looked_up out;
    out.code = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (out.code != 0) return out;
    std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> const owner(list, &::freeaddrinfo);
    for (auto const* one = list; one; one = one->ai_next) {
        socket_address address;
        address.length = one->ai_addrlen;
        std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
        if (std::find(out.addresses.begin(), out.addresses.end(), address) == out.addresses.end())
            out.addresses.push_back(address);
    }
    return out;
}

/// The addresses of a host, in the system's order. The C library's look-up cannot be interrupted: a name is looked up
/// aside, on a thread that holds nothing of the caller's, and the caller waits neither beyond its time nor when it is
/// to stop.
inline std::variant<std::vector<socket_address>, transport_failure> resolve(std::string const& host, std::uint16_t port,
                                                                            std::chrono::steady_clock::time_point until,
                                                                            std::stop_token const& stop) {
    auto const fail = [&](transport_error why, std::string const& what) {
        return transport_failure{phase::resolve, why, "looking up the address of \"" + host + "\": " + what, {}};
    };
    auto found = look_up(host, port, AI_NUMERICHOST);
    if (found.code != 0) {
        struct errand {
            std::mutex mutex;
            std::condition_variable_any finished;
            bool is_finished = false;
            looked_up found;
        };
        auto const aside = std::make_shared<errand>();
        std::thread([aside, host, port] {
            looked_up result{.code = EAI_MEMORY};
#if defined(__cpp_exceptions)
            try {
                result = look_up(host, port, 0);
            } catch (std::bad_alloc const&) { // nobody above could catch it
            }
#else
            result = look_up(host, port, 0);
#endif
            std::lock_guard const lock(aside->mutex);
            aside->found = std::move(result);
            aside->is_finished = true;
            aside->finished.notify_all();
        }).detach();
        std::unique_lock lock(aside->mutex);
        if (!aside->finished.wait_until(lock, stop, until, [&] { return aside->is_finished; }))
            return stop.stop_requested() ? fail(transport_error::cancelled, "cancelled")
                                         : fail(transport_error::timeout, "it took too long");
        found = std::move(aside->found);
    }
    if (found.addresses.empty())
        return fail(transport_error::resolve, found.code == 0 ? "it has none" : ::gai_strerror(found.code));
    return std::move(found.addresses);
}

} // namespace apibind::detail
