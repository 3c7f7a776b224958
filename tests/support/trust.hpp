// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "exchanges.hpp"
#include "raw_server.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace support {

/// A TLS server that answers with the name that the client asked for by SNI.
struct secure_server {
    raw_server* self = nullptr;
    raw_server server;
    explicit secure_server(tls_settings tls)
        : server(
              [this](raw_peer& peer) {
                  for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                      self->keep(request);
                      peer.send(answer(peer.server_name()));
                  }
              },
              std::move(tls)) {
        self = &server;
    }
};

/// A CA of the test, its file, and options that trust it and reach a server under the name of an API.
struct trust {
    temporary_folder folder;
    authority ca;
    std::string ca_file = folder.write("ca.pem", ca.certificate());

    call_options to(std::uint16_t port) const {
        call_options out;
        out.connection.ca_file = ca_file;
        out.connection.connect_to = {"127.0.0.1", port};
        return out;
    }
};

inline apibind::http_request secure_request(std::string host = "api.example.com", std::uint16_t port = 443) {
    return request_to(port, "/", "https", std::move(host));
}

} // namespace support
