// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/exchanges.hpp"
#include "support/proxy.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace apibind;
using namespace support;

TEST_CASE("a proxy that talks without end opens no tunnel") {
    raw_server proxy([](raw_peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 " + std::string(100'000, 'x'));
        peer.close();
    });
    beast_transport transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    failure_of(options.send(transport, request_to(443, "/", "https", "api.invalid")), phase::connect,
               transport_error::connect);
}
