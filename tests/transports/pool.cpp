// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("calls one after another share a connection", T, beast_transport, httplib_transport) {
    simple_server at;
    T transport;
    for (int i = 0; i != 20; ++i)
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "ok");
    CHECK(at.server.connections() == 1);
    CHECK(at.server.requests().size() == 20);
}

TEST_CASE_TEMPLATE("connections are not shared where the options differ, and not kept where none shall be", T,
                   beast_transport, httplib_transport) {
    simple_server at;
    call_options named;
    named.connection.connect_to = {"127.0.0.1", at.server.port()};
    SUBCASE("other options") {
        T transport;
        response_of(call_options().send(transport, request_to(at.server.port())));
        response_of(named.send(transport, request_to(at.server.port())));
        CHECK(at.server.connections() == 2);
    }
    SUBCASE("none per origin") {
        T transport({.max_idle_per_origin = 0});
        for (int i = 0; i != 3; ++i) response_of(call_options().send(transport, request_to(at.server.port())));
        CHECK(at.server.connections() == 3);
    }
    SUBCASE("none for long") {
        T transport({.max_idle_age = std::chrono::milliseconds(0)});
        for (int i = 0; i != 3; ++i) response_of(call_options().send(transport, request_to(at.server.port())));
        CHECK(at.server.connections() == 3);
    }
    SUBCASE("the answer says close") {
        simple_server closing(answer("ok", "Connection: foo, Close\r\n"));
        T transport;
        for (int i = 0; i != 3; ++i) response_of(call_options().send(transport, request_to(closing.server.port())));
        CHECK(closing.server.connections() == 3);
    }
}

TEST_CASE_TEMPLATE("threads share the pool", T, beast_transport, httplib_transport) {
    simple_server at;
    T transport({.max_idle_per_origin = 4});
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int t = 0; t != 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i != 50; ++i) {
                auto const got = call_options().send(transport, request_to(at.server.port()));
                if (auto const* response = std::get_if<http_response>(&got)) right += response->body == "ok";
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(right == 200);
    CHECK(at.server.connections() <= 4);
}
