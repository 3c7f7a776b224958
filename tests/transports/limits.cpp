// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

using namespace apibind;
using namespace support;

namespace {

template <class T>
exchange ask(carrier const& over, raw_server const& server) {
    T transport;
    return over.options.send(transport, over.request(server));
}

void is_long_head(exchange const& got) {
    CHECK_FALSE(failure_of(got, phase::head, transport_error::too_large).partial);
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
            is_long_head(ask<T>(over, server));
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

TEST_CASE_TEMPLATE("a head, or a line of one, without an end", T, beast_transport, httplib_transport) {
    for (int version : carriers)
        for (std::string const line : {"X: y\r\n", "xxxxxxxx"}) {
            carrier over(version);
            INFO(over.name() << ": " << line);
            raw_server server(
                [&](raw_peer& peer) {
                    peer.read_request();
                    std::string piece;
                    while (piece.size() < 8'000) piece += line;
                    for (peer.send("HTTP/1.1 200 OK\r\n"); peer.send(piece);) {
                    }
                },
                over.tls);
            is_long_head(ask<T>(over, server));
        }
}

TEST_CASE_TEMPLATE("a reason phrase of any length", T, beast_transport, httplib_transport) {
    for (int version : carriers)
        for (std::size_t size : {20'000u, 60'000u, 100'000u}) {
            carrier over(version);
            INFO(over.name() << ": " << size);
            raw_server server(
                saying_and_staying("HTTP/1.1 200 " + std::string(size, 'x') + "\r\nContent-Length: 2\r\n\r\nok"),
                over.tls);
            auto const got = ask<T>(over, server);
            if (size < 65'536)
                CHECK(response_of(got).body == "ok");
            else
                is_long_head(got);
        }
}

TEST_CASE_TEMPLATE("chunks whose framing has no end", T, beast_transport, httplib_transport) {
    for (int version : carriers)
        for (std::string const begin : {"3;", "3\r\nabc\r\n0\r\nX: "}) {
            carrier over(version);
            INFO(over.name() << ": " << begin);
            raw_server server(
                [&](raw_peer& peer) {
                    peer.read_request();
                    for (peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + begin);
                         peer.send(std::string(8'000, 'x'));) {
                    }
                },
                over.tls);
            failure_of(ask<T>(over, server), phase::body, transport_error::malformed);
        }
}
