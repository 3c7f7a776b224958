// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <pthread.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

using namespace apibind;
using namespace support;

TEST_CASE("a write to a socket whose peer is gone raises no SIGPIPE and counts no byte") {
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
    sigset_t pending;
    sigpending(&pending);
    CHECK(sigismember(&pending, SIGPIPE) == 0);
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
