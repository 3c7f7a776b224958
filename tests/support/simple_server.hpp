// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "exchanges.hpp"
#include "raw_server.hpp"

#include <optional>
#include <string>
#include <utility>

namespace support {

/// A server that gives the same answer to every request, and keeps its connections.
struct simple_server {
    raw_server* self = nullptr;
    raw_server server;
    explicit simple_server(std::string text = answer("ok"), std::optional<tls_settings> const& tls = std::nullopt)
        : server(
              [this, text = std::move(text)](raw_peer& peer) {
                  for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                      self->keep(request);
                      peer.send(text);
                  }
              },
              tls) {
        self = &server;
    }
    std::string host() const { return "127.0.0.1:" + std::to_string(server.port()); }
};

} // namespace support
