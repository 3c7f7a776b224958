// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("an answer that comes before the request is written counts where the server reads on", T,
                   beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                peer.read_some();
                peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n\r\nlarge");
                peer.drain();
            },
            over.tls);
        T transport;
        auto request = over.request(server);
        request.method = method::post;
        request.body = std::string(8u << 20, 'x');
        auto const response = response_of(over.options.send(transport, request));
        CHECK(response.status == 413);
        CHECK(response.body == "large");
    }
}

TEST_CASE_TEMPLATE("F10: an answer that comes before the request is written counts", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                peer.read_some();
                peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n\r\nlarge");
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            },
            over.tls);
        T transport;
        auto request = over.request(server);
        request.method = method::post;
        request.body = std::string(32u << 20, 'x');
        for (int i = 0; i != 2; ++i) {
            auto const response = response_of(over.options.send(transport, request));
            CHECK(response.status == 413);
            CHECK(response.body == "large");
        }
        CHECK(server.connections() == 2);
    }
}

TEST_CASE_TEMPLATE("interim answers that come before the request is written do not end it", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                auto piece = peer.read_some();
                peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
                std::this_thread::sleep_for(std::chrono::milliseconds(50)); // the client waits for it to read on
                while (!piece.empty() && !piece.ends_with('z')) piece = peer.read_some();
                if (!piece.empty()) peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            },
            over.tls);
        T transport;
        auto request = over.request(server);
        request.method = method::post;
        request.body = std::string(32u << 20, 'x') + 'z';
        CHECK(response_of(over.options.send(transport, request)).status == 200);
    }
}
