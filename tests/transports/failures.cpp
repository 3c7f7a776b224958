// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <variant>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

raw_server::script const silent = [](raw_peer& peer) { peer.drain(); };

template <class T>
exchange ask(carrier const& over, raw_server const& server) {
    T transport;
    return over.options.send(transport, over.request(server));
}

} // namespace

TEST_CASE_TEMPLATE("F1: refused", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        auto const port = raw_server(silent).port();
        T transport;
        auto const failure =
            failure_of(over.options.send(transport, over.request(port)), phase::connect, transport_error::connect);
        CHECK(failure.message.find("127.0.0.1:" + std::to_string(port)) != std::string::npos);
    }
}

TEST_CASE_TEMPLATE("F3: accepted, then reset, before a byte was read", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        raw_server server([](raw_peer& peer) { peer.reset(); }); // before TLS
        T transport;
        auto const got = over.options.send(transport, over.request(server));
        REQUIRE(std::holds_alternative<transport_failure>(got));
        auto const& failure = std::get<transport_failure>(got);
        // The reset may overtake the end of connecting; over TLS no byte of the request was sent either way.
        CHECK((failure.error == transport_error::closed || failure.error == transport_error::connect ||
               (over.is_secure() && failure.error == transport_error::tls)));
        if (over.is_secure() || failure.error == transport_error::connect) CHECK(failure.phase < phase::write);
    }
}

TEST_CASE_TEMPLATE("F4 to F7: handshakes that fail", T, beast_transport, httplib_transport) {
    call_options options;
    options.timeouts.tls = 300ms;
    T transport;
    auto const ask_for_tls = [&](raw_server const& server) {
        return options.send(transport, request_to(server.port(), "/", "https"));
    };
    raw_server alerting([](raw_peer& peer) {
        peer.read_some();
        peer.send(std::string("\x15\x03\x03\x00\x02\x02\x28", 7));
        peer.drain();
    });
    failure_of(ask_for_tls(alerting), phase::tls, transport_error::tls);
    raw_server closing([](raw_peer& peer) {
        peer.read_some();
        peer.close();
    });
    failure_of(ask_for_tls(closing), phase::tls, transport_error::closed);
    raw_server plain([](raw_peer& peer) {
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        peer.drain();
    });
    auto const got = ask_for_tls(plain);
    failure_of(got, phase::tls, transport_error::tls);
    raw_server stalling([](raw_peer& peer) {
        peer.read_some();
        peer.send("\x16\x03\x03");
        peer.drain();
    });
    failure_of(ask_for_tls(stalling), phase::tls, transport_error::timeout);
    raw_server trickling([](raw_peer& peer) {
        for (std::string next = "\x16\x03\x03\x3f\xff"; peer.send(next); next = "\x02")
            std::this_thread::sleep_for(2ms);
    });
    failure_of(ask_for_tls(trickling), phase::tls, transport_error::timeout);
}

TEST_CASE_TEMPLATE("F9: reset, or closed, in the middle of the body", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        for (bool is_reset : {true, false}) {
            carrier over(version);
            raw_server server(
                [&](raw_peer& peer) {
                    peer.read_some();
                    if (is_reset)
                        peer.reset();
                    else
                        peer.close();
                },
                over.tls);
            T transport;
            auto const got = over.options.send(transport, over.large_request(server));
            REQUIRE(std::holds_alternative<transport_failure>(got));
            auto const& failure = std::get<transport_failure>(got);
            CHECK(failure.error == transport_error::closed);
            CHECK(outcome_of(failure.phase) == outcome::unknown);
            CHECK(server.connections() == 1);
        }
    }
}

TEST_CASE_TEMPLATE("F14 and F15: silence, and an answer that comes too late, which no later call gets", T,
                   beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        std::atomic<int> count{0};
        raw_server server(
            [&](raw_peer& peer) {
                bool const is_first = ++count == 1;
                peer.read_request();
                if (is_first) peer.drain();
                peer.send(answer(is_first ? "late" : "in time"));
            },
            over.tls);
        T transport;
        auto options = over.options;
        options.timeouts.await = 100ms;
        failure_of(options.send(transport, over.request(server)), phase::await, transport_error::timeout);
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "in time");
    }
}

TEST_CASE_TEMPLATE("what is not HTTP, or ends in its head, leaves the outcome unknown", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        for (auto const& text : {std::string("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
                                 std::string("HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n"), std::string(1'000, '\xff')}) {
            raw_server server(saying_and_closing(text), over.tls);
            auto const failure = failure_of(ask<T>(over, server), phase::head, transport_error::malformed);
            CHECK_FALSE(failure.partial);
            CHECK(outcome_of(failure.phase) == outcome::unknown);
        }
        raw_server server(saying_and_closing("HTTP/1.1 200 OK\r\nContent-"), over.tls);
        CHECK_FALSE(failure_of(ask<T>(over, server), phase::head, transport_error::closed).partial);
    }
}

TEST_CASE_TEMPLATE("no descriptor stays behind", T, beast_transport, httplib_transport) {
    auto const descriptors = [] {
        std::filesystem::directory_iterator const all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    };
    raw_server server([](raw_peer& peer) {
        while (!peer.read_request().empty()) peer.send(answer("ok"));
    });
    raw_server closing(saying_and_closing("HTTP/1.1 200 OK\r\nContent-"));
    auto const nobody = raw_server(silent).port();
    auto const before = descriptors();
    for (int i = 0; i != 20; ++i) {
        T transport;
        CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "ok");
        failure_of(call_options().send(transport, request_to(closing.port())), phase::head, transport_error::closed);
        failure_of(call_options().send(transport, request_to(nobody)), phase::connect, transport_error::connect);
    }
    for (int i = 0; i != 500 && descriptors() > before; ++i) std::this_thread::sleep_for(10ms); // the servers' own
    CHECK(descriptors() <= before);
}
