// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace support {

/// A port whose backlog is full: an attempt to connect gets no answer.
class full_listener {
public:
    full_listener() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const raw = reinterpret_cast<sockaddr*>(&address);
        descriptors_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::bind(descriptors_[0], raw, size) != 0 || ::listen(descriptors_[0], 0) != 0 ||
            ::getsockname(descriptors_[0], raw, &size) != 0)
            throw std::runtime_error("no port to listen on");
        port_ = ntohs(address.sin_port);
        for (int i = 0; i != 8; ++i) {
            descriptors_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            ::connect(descriptors_.back(), raw, size);
        }
    }
    full_listener(full_listener const&) = delete;
    full_listener& operator=(full_listener const&) = delete;
    ~full_listener() {
        for (int descriptor : descriptors_) ::close(descriptor);
    }
    std::uint16_t port() const noexcept { return port_; }

private:
    std::vector<int> descriptors_;
    std::uint16_t port_ = 0;
};

} // namespace support
