// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace apibind;
using namespace support;

namespace {

template <class T>
exchange ask(carrier const& over, raw_server const& server) {
    T transport;
    return over.options.send(transport, over.request(server));
}

} // namespace

TEST_CASE_TEMPLATE("a head beyond its limit", T, beast_transport, httplib_transport) {
    std::string fields;
    for (int i = 0; i != 500; ++i) fields += "X: y\r\n";
    for (int version : carriers) {
        carrier over(version);
        over.options.limits = {2'000, 5'000};
        for (auto const& head : {"200 OK\r\nContent-Length: 0\r\nX: " + std::string(3'000, 'x') + "\r\n",
                                 "200 OK\r\n" + fields + "Content-Length: 0\r\n", "204 No Content\r\n" + fields,
                                 "200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n"}) {
            raw_server server(saying_and_closing("HTTP/1.1 " + head + "\r\n"), over.tls);
            auto const got = ask<T>(over, server);
            // cpp-httplib has limits of its own, and tells of no reason.
            if (auto const* failure = std::get_if<transport_failure>(&got);
                failure && !is_strict<T> && failure->error == transport_error::closed)
                failure_of(got, phase::await, transport_error::closed);
            else
                CHECK_FALSE(failure_of(got, phase::head, transport_error::too_large).partial);
        }
    }
}

TEST_CASE_TEMPLATE("a content beyond its limit, and just within", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        over.options.limits = {2'000, 5'000};
        auto const is_too_large = [&](raw_server const& server) {
            auto const failure = failure_of(ask<T>(over, server), phase::body, transport_error::too_large);
            REQUIRE(failure.partial);
            CHECK(failure.partial->status == 200);
            CHECK(failure.partial->body.size() <= 5'000);
        };
        is_too_large(raw_server(saying_and_closing(answer(std::string(5'001, 'x'))), over.tls));
        is_too_large(
            raw_server(saying_and_closing("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\nx"), over.tls));
        is_too_large(raw_server(
            [](raw_peer& peer) {
                peer.read_request();
                for (peer.send("HTTP/1.1 200 OK\r\n\r\n"); peer.send(std::string(10'000, 'x'));) {
                }
            },
            over.tls));
        is_too_large(raw_server(
            [](raw_peer& peer) {
                peer.read_request();
                for (peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"); peer.send("1\r\nx\r\n");) {
                }
            },
            over.tls));
        raw_server server(saying_and_closing(answer(std::string(5'000, 'x'))), over.tls);
        CHECK(response_of(ask<T>(over, server)).body.size() == 5'000);
    }
}
