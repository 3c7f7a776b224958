// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/full_listener.hpp"
#include "support/stalls.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <stop_token>
#include <string>
#include <thread>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

using clock = std::chrono::steady_clock;

/// Asks for the stop once it is told that the phase is reached.
class canceller {
public:
    canceller() = default;
    ~canceller() { thread_.join(); }

    std::stop_token token() const { return source_.get_token(); }
    void reached() {
        if (!is_told_.exchange(true)) reached_.set_value();
    }
    /// How long the call has gone on since.
    clock::duration delay() const { return clock::now() - asked_; }

private:
    std::stop_source source_;
    std::promise<void> reached_;
    std::atomic<bool> is_told_{false};
    clock::time_point asked_ = clock::time_point::max();
    std::thread thread_{[this, told = reached_.get_future()] {
        told.wait_for(8s);
        asked_ = clock::now();
        source_.request_stop();
    }};
};

} // namespace

TEST_CASE_TEMPLATE("a call ends in every phase once it is asked to", T, beast_transport, httplib_transport) {
    for (int version : carriers)
        for (auto const& one : stalls()) {
            carrier over(version);
            if (one.is_in_handshake && !over.is_secure()) continue;
            INFO(over.name() << ": " << one.name);
            canceller call;
            raw_server server([&](raw_peer& peer) { one.play(peer, [&] { call.reached(); }); },
                              one.is_in_handshake ? std::nullopt : over.tls);
            over.options.stop = call.token();
            T transport;
            auto const got =
                over.options.send(transport, one.is_large ? over.large_request(server) : over.request(server));
            CHECK(call.delay() < 2s);
            auto const failure = failure_of(got, one.phase, transport_error::cancelled);
            CHECK(failure.message.find("cancelled") != std::string::npos);
            CHECK(failure.partial.has_value() == (one.phase == phase::body));
            CHECK(server.connections() == 1);
        }
}

TEST_CASE_TEMPLATE("a call ends while it connects", T, beast_transport, httplib_transport) {
    full_listener const nobody;
    for (int version : carriers) {
        carrier over(version);
        canceller call;
        over.options.stop = call.token();
        std::thread soon([&] {
            std::this_thread::sleep_for(30ms);
            call.reached();
        });
        T transport;
        auto const got = over.options.send(transport, over.request(nobody.port()));
        soon.join();
        CHECK(call.delay() < 2s);
        failure_of(got, phase::connect, transport_error::cancelled);
    }
}

TEST_CASE_TEMPLATE("a call that was cancelled before it began sends nothing", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        raw_server* self = nullptr;
        raw_server server(
            [&](raw_peer& peer) {
                for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                    self->keep(request);
                    peer.send(answer("ok"));
                }
            },
            over.tls);
        self = &server;
        std::stop_source asked;
        asked.request_stop();
        T transport;
        auto cancelled = over.options;
        cancelled.stop = asked.get_token();
        failure_of(cancelled.send(transport, over.request(server)), phase::connect, transport_error::cancelled);
        CHECK(server.connections() == 0);
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok"); // now there is a kept one
        failure_of(cancelled.send(transport, over.request(server)), phase::connect, transport_error::cancelled);
        CHECK(server.requests().size() == 1);
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
        CHECK(server.connections() == 1); // nobody has touched it
    }
}

TEST_CASE_TEMPLATE("a connection whose call was cancelled carries no other one", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        canceller call;
        std::atomic<int> count{0};
        raw_server server(
            [&](raw_peer& peer) {
                peer.read_request();
                peer.send(answer("ok"));
                if (++count != 1) return peer.drain();
                peer.read_request();
                call.reached();
                std::this_thread::sleep_for(60ms);
                peer.send(answer("late"));
                peer.drain();
            },
            over.tls);
        T transport;
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
        auto cancelled = over.options;
        cancelled.stop = call.token();
        failure_of(cancelled.send(transport, over.request(server)), phase::await, transport_error::cancelled);
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
        CHECK(server.connections() == 2);
    }
}

TEST_CASE_TEMPLATE("a token that is never used, or too late, changes nothing", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                while (!peer.read_request().empty()) {
                    std::this_thread::sleep_for(50ms); // longer than what goes without a look
                    peer.send(answer("ok"));
                }
            },
            over.tls);
        T transport;
        for (int i = 0; i != 3; ++i) {
            std::stop_source asked;
            over.options.stop = asked.get_token();
            CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
            asked.request_stop();
        }
        CHECK(server.connections() == 1);
    }
}
