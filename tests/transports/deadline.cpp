// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/full_listener.hpp"
#include "support/instrumented.hpp"
#include "support/stalls.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

using clock = std::chrono::steady_clock;

} // namespace

TEST_CASE_TEMPLATE("the deadline ends a call in every phase", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        over.options.deadline = is_instrumented ? 3'000ms : 1'000ms;
        std::vector<std::pair<stall const*, std::future<exchange>>> calls; // side by side: most of it is waiting
        auto const begin = clock::now();
        for (auto const& one : stalls()) {
            if (one.is_in_handshake && !over.is_secure()) continue;
            calls.emplace_back(&one, std::async(std::launch::async, [&one, &over] {
                raw_server server([&one](raw_peer& peer) { one.play(peer, [] {}); },
                                  one.is_in_handshake ? std::nullopt : over.tls);
                T transport;
                return over.options.send(transport, one.is_large ? over.large_request(server) : over.request(server));
            }));
        }
        for (auto& call : calls) {
            auto const& one = *call.first;
            INFO(over.name() << ": " << one.name);
            auto const failure = failure_of(call.second.get(), one.phase, transport_error::timeout);
            CHECK(failure.partial.has_value() == (one.phase == phase::body));
        }
        CHECK(clock::now() - begin < (is_instrumented ? 20s : 5s));
    }
}

TEST_CASE_TEMPLATE("the deadline, and the cap, end an attempt to connect", T, beast_transport, httplib_transport) {
    full_listener const nobody;
    for (int version : carriers)
        for (bool is_cap : {true, false}) {
            carrier over(version);
            (is_cap ? over.options.timeouts.connect : over.options.deadline) = 50ms;
            T transport;
            auto const begin = clock::now();
            auto const got = over.options.send(transport, over.request(nobody.port()));
            CHECK(clock::now() - begin < 3s);
            failure_of(got, phase::connect, transport_error::timeout);
        }
}

TEST_CASE_TEMPLATE("a deadline that has passed sends nothing", T, beast_transport, httplib_transport) {
    raw_server server([](raw_peer& peer) { peer.drain(); });
    call_options options;
    SUBCASE("just") {
        options.deadline = 0ms;
    }
    SUBCASE("long ago") {
        options.deadline = -1h;
    }
    T transport;
    failure_of(options.send(transport, request_to(server.port())), phase::connect, transport_error::timeout);
    CHECK(server.connections() == 0);
}

TEST_CASE_TEMPLATE("each phase has a cap of its own", T, beast_transport, httplib_transport) {
    for (int version : carriers)
        for (auto const& one : stalls()) {
            bool const is_capped = one.phase < phase::head; // the answer itself has the deadline alone
            if (!is_capped || (one.is_in_handshake && version == 0)) continue;
            carrier over(version);
            INFO(over.name() << ": " << one.name);
            (one.phase == phase::tls     ? over.options.timeouts.tls
             : one.phase == phase::write ? over.options.timeouts.write
                                         : over.options.timeouts.await) = 50ms;
            raw_server server([&](raw_peer& peer) { one.play(peer, [] {}); },
                              one.is_in_handshake ? std::nullopt : over.tls);
            T transport;
            failure_of(over.options.send(transport, one.is_large ? over.large_request(server) : over.request(server)),
                       one.phase, transport_error::timeout);
        }
}

TEST_CASE_TEMPLATE("caps and a deadline without end", T, beast_transport, httplib_transport) {
    raw_server server([](raw_peer& peer) {
        while (!peer.read_request().empty()) peer.send(answer("ok"));
    });
    call_options options;
    auto const endless = std::chrono::milliseconds::max();
    options.timeouts = {endless, endless, endless, endless};
    auto const request = request_to(server.port());
    T transport;
    CHECK(response_of(options.send(transport, request)).body == "ok");
    send_options const forever{&options.connection, clock::time_point::max(), {}, {}};
    for (int i = 0; i != 2; ++i) CHECK(response_of(transport.send(request, forever)).body == "ok");
    CHECK(response_of(T().send(request, forever)).body == "ok");
}
