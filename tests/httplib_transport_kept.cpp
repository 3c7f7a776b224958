// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <variant>

using namespace apibind;
using namespace support;

TEST_CASE("inside one call no second connection is made") {
    for (int version : carriers) {
        carrier over(version);
        std::promise<void> closed;
        raw_server server(
            [&](raw_peer& peer) {
                peer.read_request();
                peer.send(answer("ok"));
                peer.close();
                closed.set_value();
            },
            over.tls);
        auto const request = over.request(server);
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        send_options const options{&over.options.connection, until, {}, {}};
        detail::strict::tls_contexts contexts;
        detail::httplib_connection peer(request.origin, over.options.connection);
        REQUIRE_FALSE(detail::strict::open(peer, contexts, options));
        auto now = phase::build;
        bool is_reusable = false;
        CHECK(response_of(peer.send(request, options, now, is_reusable)).body == "ok");
        CHECK(is_reusable);
        closed.get_future().wait();
        // As the pool would not use it.
        CHECK_FALSE(peer.is_idle());
        auto const got = peer.send(request, options, now, is_reusable);
        REQUIRE(std::holds_alternative<transport_failure>(got));
        CHECK(std::get<transport_failure>(got).error == transport_error::closed);
        CHECK(server.connections() == 1);
    }
}
