// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "exchanges.hpp"
#include "raw_server.hpp"

#include <optional>
#include <string>
#include <utility>

namespace support {

/// What carries HTTP: TCP alone, or TLS of one version; with options that trust the server of the test.
class carrier {
public:
    explicit carrier(int tls_version) : version_(tls_version) {
        options.connection.ca_file = folder_.write("ca.pem", ca_.certificate());
        if (version_ != 0) tls = tls_settings{ca_.issue(), version_, version_};
    }
    std::string name() const { return version_ == 0 ? "plain" : version_ == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3"; }
    bool is_secure() const noexcept { return version_ != 0; }
    apibind::http_request request(std::uint16_t port) const {
        return request_to(port, "/", is_secure() ? "https" : "http");
    }
    apibind::http_request request(raw_server const& server) const { return request(server.port()); }
    /// A request whose body fills every buffer on its way.
    apibind::http_request large_request(raw_server const& server) const {
        auto out = request(server);
        out.method = apibind::method::post;
        out.body = std::string(32u << 20, 'x');
        return out;
    }

private:
    int version_;
    temporary_folder folder_;
    authority ca_;

public:
    call_options options;
    std::optional<tls_settings> tls;
};

inline int const carriers[] = {0, TLS1_2_VERSION, TLS1_3_VERSION};

/// Reads a request, sends that, and stays until the client has gone.
inline raw_server::script saying_and_staying(std::string text) {
    return [text = std::move(text)](raw_peer& peer) {
        peer.read_request();
        peer.send(text);
        peer.drain();
    };
}
/// Reads a request, sends that, and closes in the orderly way.
inline raw_server::script saying_and_closing(std::string text) {
    return [text = std::move(text)](raw_peer& peer) {
        peer.read_request();
        peer.send(text);
        peer.close();
    };
}

} // namespace support
