// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <pthread.h>
#include <signal.h>

#include <future>
#include <string>
#include <vector>

using namespace apibind;
using namespace support;

namespace {

enum class end { closed, cut, reset };

/// Whether a SIGPIPE waits for this thread, which blocks it.
bool is_pipe_pending() {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGPIPE) == 1;
}

} // namespace

TEST_CASE_TEMPLATE("a peer that ends the connection instead of answering sees one request", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers)
        for (auto how : {end::closed, end::cut, end::reset})
            for (bool is_kept : {false, true})
                for (std::size_t size : {0u, 7u, 100'000u}) {
                    carrier over(version);
                    INFO(over.name() << ", " << static_cast<int>(how) << ", " << is_kept << ", " << size);
                    raw_server* self = nullptr;
                    raw_server server(
                        [&](raw_peer& peer) {
                            self->keep(peer.read_request());
                            if (is_kept && self->requests().size() == 1) {
                                peer.send(answer("ok"));
                                self->keep(peer.read_request());
                            }
                            if (how == end::closed) peer.close();
                            if (how == end::cut) peer.cut();
                            if (how == end::reset) peer.reset();
                        },
                        over.tls);
                    self = &server;
                    T transport;
                    if (is_kept) CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
                    auto request = over.request(server);
                    if (size != 0) {
                        request.method = method::post;
                        request.body = std::string(size, 'x');
                    }
                    failure_of(over.options.send(transport, request), phase::await, transport_error::closed);
                    CHECK(server.connections() == 1);
                    auto const seen = server.requests();
                    REQUIRE(seen.size() == (is_kept ? 2 : 1));
                    CHECK(seen.back().starts_with(size == 0 ? "GET / HTTP/1.1\r\n" : "POST / HTTP/1.1\r\n"));
                }
}

TEST_CASE_TEMPLATE("a peer that is gone raises no SIGPIPE", T, beast_transport, httplib_transport) {
    sigset_t pipe, before;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before); // so that one would be seen, not deadly
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                peer.read_some();
                peer.reset();
            },
            over.tls);
        T transport;
        auto request = over.request(server);
        request.method = method::post;
        request.body = std::string(32u << 20, 'x');
        auto const got = over.options.send(transport, request);
        REQUIRE(std::holds_alternative<transport_failure>(got));
        CHECK(std::get<transport_failure>(got).error == transport_error::closed);
        CHECK(outcome_of(std::get<transport_failure>(got).phase) == outcome::unknown);
    }
    for (int version : carriers) { // nor when a kept connection says goodbye
        carrier over(version);
        std::promise<void> gone;
        raw_server server(
            [&](raw_peer& peer) {
                peer.read_request();
                peer.send(answer("ok"));
                peer.cut();
                gone.set_value();
            },
            over.tls);
        T transport;
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
        gone.get_future().wait();
    }
    CHECK_FALSE(is_pipe_pending());
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}
