// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "raw_server.hpp"

#include <apibind/transport.hpp>

#include <poll.h>

#include <cstdint>

namespace support {

/// A connection to a port of this machine.
inline int connect_here(std::uint16_t port) {
    int const descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

/// Carries bytes both ways until one side has closed.
inline void relay(int a, int b) {
    for (pollfd ends[2] = {{a, POLLIN, 0}, {b, POLLIN, 0}}; ::poll(ends, 2, 10'000) > 0;)
        for (int from : {0, 1}) {
            if (ends[from].revents == 0) continue;
            char buffer[4096];
            auto const n = ::recv(ends[from].fd, buffer, sizeof buffer, 0);
            if (n <= 0 || ::send(ends[1 - from].fd, buffer, static_cast<std::size_t>(n), MSG_NOSIGNAL) != n) return;
        }
}

/// A proxy that opens a tunnel to one port, whatever name it is asked for.
inline raw_server::script tunnelling_to(std::uint16_t port, raw_server*& self) {
    return [port, &self](raw_peer& peer) {
        self->keep(peer.read_request());
        int const inner = connect_here(port);
        peer.send("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        relay(peer.descriptor(), inner);
        ::close(inner);
    };
}

inline apibind::connection_options::http_proxy proxy_at(std::uint16_t port) {
    return {"127.0.0.1", port, "me", apibind::secret("pass:word")};
}

} // namespace support
