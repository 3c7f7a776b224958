// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <string>
#include <vector>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("a kept connection that the server has closed is noticed before the request is written", T,
                   beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        std::promise<void> closed;
        std::atomic<int> count{0};
        raw_server server(
            [&](raw_peer& peer) {
                bool const is_first = ++count == 1;
                peer.read_request();
                peer.send(answer("ok"));
                if (is_first) {
                    peer.close();
                    closed.set_value();
                } else {
                    peer.drain();
                }
            },
            over.tls);
        T transport;
        CHECK(response_of(over.options.send(transport, over.request(server))).status == 200);
        closed.get_future().wait();
        CHECK(response_of(over.options.send(transport, over.request(server))).status == 200);
        CHECK(server.connections() == 2);
    }
}

TEST_CASE_TEMPLATE("what comes after an answer is given to no later call", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        for (bool is_at_once : {true, false}) {
            carrier over(version);
            std::promise<void> sent;
            std::atomic<int> count{0};
            raw_server server(
                [&](raw_peer& peer) {
                    peer.read_request();
                    if (++count == 1) {
                        peer.send(is_at_once ? answer("ok") + answer("injected") : answer("ok"));
                        if (!is_at_once) peer.send(answer("injected"));
                        sent.set_value();
                        peer.read_request();
                    }
                    peer.send(answer("second"));
                    peer.drain();
                },
                over.tls);
            T transport;
            CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
            sent.get_future().wait();
            CAPTURE(version);
            CAPTURE(is_at_once);
            CHECK(response_of(over.options.send(transport, over.request(server))).body == "second");
            CHECK(server.connections() == 2);
        }
    }
}
