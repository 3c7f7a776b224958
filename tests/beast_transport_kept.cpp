// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <string>

using namespace apibind;
using namespace support;

namespace {

/// Whether a SIGPIPE waits for this thread, which blocks it.
bool is_pipe_pending() {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGPIPE) == 1;
}

} // namespace

TEST_CASE("a kept connection that the server has closed is noticed before the request is written") {
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
        beast_transport transport;
        CHECK(response_of(over.options.send(transport, over.request(server))).status == 200);
        closed.get_future().wait();
        CHECK(response_of(over.options.send(transport, over.request(server))).status == 200);
        CHECK(server.connections() == 2);
    }
}

TEST_CASE("what comes after an answer is given to no later call") {
    for (int version : carriers) {
        carrier over(version);
        std::promise<void> sent;
        std::atomic<int> count{0};
        bool const is_at_once = version != TLS1_2_VERSION;
        raw_server server(
            [&](raw_peer& peer) {
                bool const is_first = ++count == 1;
                peer.read_request();
                if (is_first) {
                    if (is_at_once) {
                        peer.send(answer("ok") + answer("injected"));
                    } else {
                        peer.send(answer("ok"));
                        peer.send(answer("injected"));
                    }
                    sent.set_value();
                } else {
                    peer.send(answer("second"));
                }
                peer.drain();
            },
            over.tls);
        beast_transport transport;
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
        sent.get_future().wait();
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "second");
        CHECK(server.connections() == 2);
    }
}

TEST_CASE("a request is sent once, whatever becomes of its connection") {
    for (int version : carriers) {
        carrier over(version);
        raw_server* self = nullptr;
        std::atomic<int> count{0};
        raw_server server(
            [&](raw_peer& peer) {
                self->keep(peer.read_request());
                if (++count == 1) {
                    peer.send(answer("ok"));
                    self->keep(peer.read_request());
                }
                peer.close();
            },
            over.tls);
        self = &server;
        beast_transport transport;
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "ok");
        failure_of(over.options.send(transport, over.request(server)), phase::await, transport_error::closed);
        CHECK(server.requests().size() == 2);
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("an answer that comes before the request is written counts") {
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                peer.read_some();
                peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n\r\nlarge");
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            },
            over.tls);
        beast_transport transport;
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

TEST_CASE("a peer that is gone raises no SIGPIPE") {
    sigset_t pipe, before;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before); // so that one would be seen, not deadly
    int ends[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    ::close(ends[1]);
    detail::strict::wire one;
    one.descriptor = ends[0];
    CHECK(detail::strict::send_quietly(one, "x", 1) == -1);
    CHECK(one.bytes_sent == 0);
    ::close(ends[0]);
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                peer.read_some();
                peer.reset();
            },
            over.tls);
        beast_transport transport;
        auto request = over.request(server);
        request.method = method::post;
        request.body = std::string(32u << 20, 'x');
        auto const got = over.options.send(transport, request);
        REQUIRE(std::holds_alternative<transport_failure>(got));
        CHECK(std::get<transport_failure>(got).error == transport_error::closed);
        CHECK(outcome_of(std::get<transport_failure>(got).phase) == outcome::unknown);
    }
    CHECK_FALSE(is_pipe_pending());
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST_CASE("TLS sessions are resumed, under the same trust and name only") {
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        carrier over(version);
        raw_server server(
            [](raw_peer& peer) {
                peer.read_request();
                peer.send(answer("ok"));
                peer.drain();
            },
            over.tls);
        detail::strict::tls_contexts contexts;
        auto const is_resumed = [&](connection_options const& how, std::string const& host) {
            auto request = over.request(server);
            request.origin.host = host;
            send_options const options{&how, std::chrono::steady_clock::now() + std::chrono::seconds(10), {}, {}};
            detail::strict::connection peer(request.origin, how);
            auto const failure = detail::strict::open(peer, contexts, options);
            REQUIRE(!failure);
            auto now = phase::build;
            bool is_reusable = false;
            CHECK(response_of(detail::strict::exchange_over(peer, request, options, now, is_reusable)).body == "ok");
            return peer.is_resumed();
        };
        auto const& how = over.options.connection;
        CHECK_FALSE(is_resumed(how, "127.0.0.1"));
        CHECK(is_resumed(how, "127.0.0.1"));
        CHECK_FALSE(is_resumed(how, "localhost"));
        CHECK(is_resumed(how, "127.0.0.1"));
        temporary_folder folder;
        auto other = how;
        other.ca_file = folder.write(
            "same.pem", authority("another").certificate() + [&] {
                std::ifstream in(how.ca_file, std::ios::binary);
                return std::string(std::istreambuf_iterator<char>(in), {});
            }());
        CHECK_FALSE(is_resumed(other, "127.0.0.1"));
    }
}
