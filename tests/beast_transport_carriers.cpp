// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

raw_server::script const silent = [](raw_peer& peer) { peer.drain(); };

exchange ask(carrier const& over, raw_server const& server) {
    beast_transport transport;
    return over.options.send(transport, over.request(server));
}

} // namespace

TEST_CASE("F1: refused") {
    for (int version : carriers) {
        carrier over(version);
        auto const port = raw_server(silent).port();
        beast_transport transport;
        failure_of(over.options.send(transport, over.request(port)), phase::connect, transport_error::connect);
    }
}

TEST_CASE("F2: a listener whose backlog is full") {
    int const listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener, 0) == 0);
    REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    std::vector<int> waiting;
    for (int i = 0; i != 8; ++i) {
        waiting.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        ::connect(waiting.back(), reinterpret_cast<sockaddr*>(&address), size);
    }
    for (int version : carriers) {
        carrier over(version);
        over.options.timeouts.connect = 50ms;
        beast_transport transport;
        failure_of(over.options.send(transport, over.request(ntohs(address.sin_port))), phase::connect,
                   transport_error::timeout);
    }
    for (int descriptor : waiting) ::close(descriptor);
    ::close(listener);
}

TEST_CASE("F3: accepted, then reset, before a byte was read") {
    for (int version : carriers) {
        carrier over(version);
        raw_server server([](raw_peer& peer) { peer.reset(); }); // before TLS
        beast_transport transport;
        auto const got = over.options.send(transport, over.request(server));
        REQUIRE(std::holds_alternative<transport_failure>(got));
        auto const& failure = std::get<transport_failure>(got);
        // The reset may overtake the end of connecting; over TLS no byte of the request was sent either way.
        CHECK((failure.error == transport_error::closed || failure.error == transport_error::connect));
        if (over.is_secure() || failure.error == transport_error::connect) CHECK(failure.phase < phase::write);
    }
}

TEST_CASE("a server that closes, or speaks, before it is asked gets no request") {
    for (int version : carriers) {
        for (auto const& text : {std::string(), answer("unasked")}) {
            carrier over(version);
            std::promise<void> said;
            raw_server server(
                [&](raw_peer& peer) {
                    if (text.empty())
                        peer.close();
                    else
                        peer.send(text);
                    said.set_value();
                    peer.drain();
                },
                over.tls);
            detail::strict::tls_contexts contexts;
            auto const request = over.request(server);
            detail::strict::connection peer(request.origin, over.options.connection);
            send_options const options{&over.options.connection, std::chrono::steady_clock::now() + 10s, {}, {}};
            auto const failure = detail::strict::open(peer, contexts, options);
            said.get_future().wait();
            // Whether it came in time to be seen in `open` or not, it is seen now.
            auto const look = peer.look();
            CHECK(look == (text.empty() ? detail::strict::io::ended : detail::strict::io::done));
            if (failure) {
                CHECK(outcome_of(failure->phase) == outcome::not_sent);
                CHECK(failure->error == (text.empty() ? transport_error::closed : transport_error::malformed));
            }
            if (!over.is_secure()) CHECK(peer.bytes_sent() == 0);
        }
    }
}

TEST_CASE("F4 to F7: handshakes that fail") {
    call_options options;
    options.timeouts.tls = 100ms;
    beast_transport transport;
    auto const ask_for_tls = [&](raw_server const& server) {
        return options.send(transport, request_to(server.port(), "/", "https"));
    };
    raw_server alerting([](raw_peer& peer) {
        peer.read_some();
        peer.send(std::string("\x15\x03\x03\x00\x02\x02\x28", 7));
        peer.drain();
    });
    failure_of(ask_for_tls(alerting), phase::tls, transport_error::tls);
    raw_server plain([](raw_peer& peer) {
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        peer.drain();
    });
    failure_of(ask_for_tls(plain), phase::tls, transport_error::tls);
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

TEST_CASE("F8: a server that never reads") {
    for (int version : carriers) {
        carrier over(version);
        std::promise<void> finished;
        raw_server server([until = finished.get_future().share()](raw_peer&) { until.wait_for(10s); }, over.tls);
        over.options.timeouts.write = 50ms;
        beast_transport transport;
        failure_of(over.options.send(transport, over.large_request(server)), phase::write, transport_error::timeout);
        finished.set_value();
    }
}

TEST_CASE("F9: reset, or closed, in the middle of the body") {
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
            beast_transport transport;
            auto const got = over.options.send(transport, over.large_request(server));
            REQUIRE(std::holds_alternative<transport_failure>(got));
            auto const& failure = std::get<transport_failure>(got);
            CHECK(failure.error == transport_error::closed);
            CHECK(outcome_of(failure.phase) == outcome::unknown);
            CHECK(server.connections() == 1);
        }
    }
}

TEST_CASE("F11 to F13: the end, in every form, instead of an answer") {
    enum class end { closed, cut, reset };
    for (int version : carriers)
        for (auto how : {end::closed, end::cut, end::reset}) {
            carrier over(version);
            raw_server server(
                [&](raw_peer& peer) {
                    peer.read_request();
                    if (how == end::closed) peer.close();
                    if (how == end::cut) peer.cut();
                    if (how == end::reset) peer.reset();
                },
                over.tls);
            failure_of(ask(over, server), phase::await, transport_error::closed);
            CHECK(server.connections() == 1);
        }
}

TEST_CASE("F14 and F15: silence, and an answer that comes too late, which no later call gets") {
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
        beast_transport transport;
        auto options = over.options;
        options.timeouts.await = 60ms;
        failure_of(options.send(transport, over.request(server)), phase::await, transport_error::timeout);
        CHECK(response_of(over.options.send(transport, over.request(server))).body == "in time");
    }
}

TEST_CASE("F16: an answer that trickles") {
    for (int version : carriers)
        for (auto expected : {phase::head, phase::body}) {
            carrier over(version);
            std::string const start = expected == phase::head ? "HTTP/1.1 200 OK\r\nX: "
                                                              : "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
            raw_server server(
                [&](raw_peer& peer) {
                    peer.read_request();
                    for (std::string next = start; peer.send(next); next = "x") std::this_thread::sleep_for(2ms);
                },
                over.tls);
            over.options.deadline = 300ms;
            auto const failure = failure_of(ask(over, server), expected, transport_error::timeout);
            CHECK(failure.partial.has_value() == (expected == phase::body));
        }
}

TEST_CASE("F23 and F25: contents that are cut") {
    for (int version : carriers) {
        for (bool is_orderly : {true, false})
            for (std::string const content :
                 {"Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                  "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n",
                  "\r\nhalf"}) {
                carrier over(version);
                INFO(over.name() << ": " << content);
                raw_server server(
                    [&](raw_peer& peer) {
                        peer.read_request();
                        peer.send("HTTP/1.1 200 OK\r\nX-Request: 7\r\n" + content);
                        if (is_orderly)
                            peer.close();
                        else
                            peer.cut();
                    },
                    over.tls);
                auto const got = ask(over, server);
                if (content.starts_with("\r") && (is_orderly || !over.is_secure())) {
                    CHECK(response_of(got).body == "half"); // the end of the connection is the content's
                    continue;
                }
                auto const failure = failure_of(got, phase::body, transport_error::closed);
                REQUIRE(failure.partial);
                CHECK(failure.partial->status == 200);
                CHECK(failure.partial->fields.find("X-Request") == "7");
                CHECK(failure.partial->body == "half");
            }
    }
}
