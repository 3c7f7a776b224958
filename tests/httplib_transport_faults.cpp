// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>
#include <future>
#include <iterator>
#include <string>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

/// Reads a request, sends that, and closes.
raw_server::script saying(std::string text) {
    return [text = std::move(text)](raw_peer& peer) {
        peer.read_request();
        peer.send(text);
        peer.close();
    };
}
raw_server::script const silent = [](raw_peer& peer) { peer.drain(); };

exchange ask(raw_server const& server, call_options const& options = {}) {
    httplib_transport transport;
    return options.send(transport, request_to(server.port()));
}

/// A port on which nobody listens.
std::uint16_t closed_port() {
    return raw_server(silent).port();
}

} // namespace

TEST_CASE("a host without an address") {
    httplib_transport transport;
    auto const failure = failure_of(call_options().send(transport, request_to(80, "/", "http", "nothing.invalid")),
                                    phase::resolve, transport_error::resolve);
    CHECK(failure.message.find("nothing.invalid") != std::string::npos);
}

TEST_CASE("a port on which nobody listens") {
    httplib_transport transport;
    auto const port = closed_port();
    auto const failure =
        failure_of(call_options().send(transport, request_to(port)), phase::connect, transport_error::connect);
    CHECK(failure.message.find("127.0.0.1:" + std::to_string(port)) != std::string::npos);
}

TEST_CASE("a deadline that has passed sends nothing") {
    raw_server server(silent);
    call_options options;
    SUBCASE("just") {
        options.deadline = 0ms;
    }
    SUBCASE("long ago") {
        options.deadline = -1h;
    }
    failure_of(ask(server, options), phase::connect, transport_error::timeout);
    CHECK(server.connections() == 0);
}

TEST_CASE("a server that is silent in the handshake") {
    raw_server server(silent);
    call_options options;
    httplib_transport transport;
    SUBCASE("the phase's cap") {
        options.timeouts.tls = 30ms;
    }
    SUBCASE("the deadline") {
        options.deadline = 30ms;
    }
    failure_of(options.send(transport, request_to(server.port(), "/", "https")), phase::tls, transport_error::timeout);
}

TEST_CASE("a server that trickles through the handshake") {
    raw_server server([](raw_peer& peer) {
        // The head of a record of the handshake, and then its bytes one by one.
        for (std::string next = "\x16\x03\x03\x3f\xff"; peer.send(next); next = "\x02")
            std::this_thread::sleep_for(5ms);
    });
    call_options options;
    options.deadline = 60ms;
    httplib_transport transport;
    failure_of(options.send(transport, request_to(server.port(), "/", "https")), phase::tls, transport_error::timeout);
}

TEST_CASE("a server that speaks no TLS, or hangs up in the handshake") {
    httplib_transport transport;
    raw_server plain([](raw_peer& peer) {
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        peer.drain();
    });
    failure_of(call_options().send(transport, request_to(plain.port(), "/", "https")), phase::tls,
               transport_error::tls);
    raw_server closing([](raw_peer& peer) {
        peer.read_some();
        peer.close();
    });
    failure_of(call_options().send(transport, request_to(closing.port(), "/", "https")), phase::tls,
               transport_error::closed);
}

TEST_CASE("a server that is silent after the request") {
    raw_server server(silent);
    call_options options;
    SUBCASE("the phase's cap") {
        options.timeouts.await = 30ms;
    }
    SUBCASE("the deadline") {
        options.deadline = 30ms;
    }
    failure_of(ask(server, options), phase::await, transport_error::timeout);
}

TEST_CASE("a server that trickles through its answer") {
    std::string start;
    apibind::phase expected{};
    SUBCASE("in the head") {
        start = "HTTP/1.1 200 OK\r\nX: ";
        expected = phase::await; // cpp-httplib tells of a head when it is complete
    }
    SUBCASE("in the body") {
        start = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        expected = phase::body;
    }
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        for (std::string next = start; peer.send(next); next = "x") std::this_thread::sleep_for(5ms);
    });
    call_options options;
    options.deadline = 80ms;
    auto const failure = failure_of(ask(server, options), expected, transport_error::timeout);
    CHECK(failure.partial.has_value() == (expected == phase::body));
}

TEST_CASE("a server that never reads") {
    std::promise<void> finished;
    raw_server server([until = finished.get_future().share()](raw_peer&) { until.wait_for(10s); });
    call_options options;
    options.timeouts.write = 50ms;
    auto request = request_to(server.port());
    request.method = method::post;
    request.body = std::string(32u << 20, 'x');
    httplib_transport transport;
    failure_of(options.send(transport, request), phase::write, transport_error::timeout);
    finished.set_value();
}

TEST_CASE("a server that closes instead of answering") {
    bool is_reset = false;
    SUBCASE("closed") {
        is_reset = false;
    }
    SUBCASE("reset") {
        is_reset = true;
    }
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        if (is_reset)
            peer.reset();
        else
            peer.close();
    });
    failure_of(ask(server), phase::await, transport_error::closed);
}

TEST_CASE("an answer that ends in its head") {
    raw_server server(saying("HTTP/1.1 200 OK\r\nContent-"));
    CHECK_FALSE(failure_of(ask(server), phase::await, transport_error::closed).partial);
}

TEST_CASE("a cut content is no success, and what is known of it is kept") {
    std::string text = "HTTP/1.1 200 OK\r\nX-Request: 7\r\n";
    SUBCASE("short of its Content-Length") {
        text += "Content-Length: 10\r\n\r\nhalf";
    }
    SUBCASE("between two chunks") {
        text += "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";
    }
    SUBCASE("in a chunk") {
        text += "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf";
    }
    SUBCASE("before the last line") {
        text += "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n";
    }
    raw_server server(saying(text));
    auto const failure = failure_of(ask(server), phase::body, transport_error::closed);
    REQUIRE(failure.partial);
    CHECK(failure.partial->status == 200);
    CHECK(failure.partial->fields.find("X-Request") == "7");
    CHECK(failure.partial->body == "half");
}

TEST_CASE("malformed chunks that cpp-httplib refuses") {
    std::string content;
    SUBCASE("a size that is none") {
        content = "x\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a negative size") {
        content = "-3\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a huge size") {
        content = "fffffffffffffffff\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a wrong last line") {
        content = "3\r\nabc\r\n0\r\nX\r\n";
    }
    raw_server server(saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + content));
    CHECK(failure_of(ask(server), phase::body, transport_error::closed).partial);
}

TEST_CASE("an answer that is not HTTP leaves the outcome unknown") {
    std::string text;
    SUBCASE("another protocol") {
        text = "SSH-2.0-OpenSSH_9.2\r\n\r\n";
    }
    SUBCASE("no status") {
        text = "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n";
    }
    SUBCASE("bytes") {
        text = std::string(1'000, '\xff');
    }
    raw_server server(saying(text));
    failure_of(ask(server), phase::await, transport_error::closed);
}

TEST_CASE("a head that leaves open where the content ends") {
    std::string fields;
    SUBCASE("two lengths") {
        fields = "Content-Length: 1\r\nContent-Length: 2\r\n";
    }
    SUBCASE("a length and chunks") {
        fields = "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n";
    }
    SUBCASE("a length that is none") {
        fields = "Content-Length: 2x\r\n";
    }
    SUBCASE("a negative length") {
        fields = "Content-Length: -2\r\n";
    }
    SUBCASE("a list of lengths") {
        fields = "Content-Length: 2, 2\r\n";
    }
    SUBCASE("two codings") {
        fields = "Transfer-Encoding: gzip, chunked\r\n";
    }
    SUBCASE("two fields of codings") {
        fields = "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n";
    }
    raw_server server(saying("HTTP/1.1 200 OK\r\n" + fields + "\r\nab"));
    CHECK_FALSE(failure_of(ask(server), phase::head, transport_error::malformed).partial);
}

TEST_CASE("answers beyond the limits") {
    call_options options;
    options.limits = {2'000, 5'000};
    SUBCASE("a long field") {
        raw_server server(saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: " + std::string(3'000, 'x') + "\r\n\r\n"));
        failure_of(ask(server, options), phase::head, transport_error::too_large);
    }
    SUBCASE("many fields") {
        std::string fields;
        for (int i = 0; i != 500; ++i) fields += "X: y\r\n";
        raw_server server(saying("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n"));
        failure_of(ask(server, options), phase::head, transport_error::too_large);
    }
    SUBCASE("many fields and no content") {
        std::string fields;
        for (int i = 0; i != 500; ++i) fields += "X: y\r\n";
        raw_server server(saying("HTTP/1.1 204 No Content\r\n" + fields + "\r\n"));
        failure_of(ask(server, options), phase::head, transport_error::too_large);
    }
    SUBCASE("a field beyond the 8 KB that cpp-httplib reads") {
        raw_server server(saying("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n"));
        failure_of(ask(server, options), phase::await, transport_error::closed);
    }
    SUBCASE("content with a length") {
        raw_server server(saying(answer(std::string(5'001, 'x'))));
        auto const failure = failure_of(ask(server, options), phase::body, transport_error::too_large);
        REQUIRE(failure.partial);
        CHECK(failure.partial->body.size() <= 5'000);
    }
    SUBCASE("content without an end") {
        raw_server server([](raw_peer& peer) {
            peer.read_request();
            for (peer.send("HTTP/1.1 200 OK\r\n\r\n"); peer.send(std::string(10'000, 'x'));) {
            }
        });
        failure_of(ask(server, options), phase::body, transport_error::too_large);
    }
    SUBCASE("just within") {
        raw_server server(saying(answer(std::string(5'000, 'x'))));
        CHECK(response_of(ask(server, options)).body.size() == 5'000);
    }
}

TEST_CASE("caps and a deadline without end") {
    raw_server server(saying(answer("ok")));
    httplib_transport transport;
    call_options options;
    auto const endless = std::chrono::milliseconds::max();
    options.timeouts = {endless, endless, endless, endless};
    auto const request = request_to(server.port());
    CHECK(response_of(options.send(transport, request)).body == "ok");
    send_options const forever{&options.connection, std::chrono::steady_clock::time_point::max(), {}, {}};
    // The server has closed the first connection, or is about to: a transport of its own does not meet it.
    CHECK(response_of(httplib_transport().send(request, forever)).body == "ok");
}

TEST_CASE("no descriptor stays behind") {
    auto const descriptors = [] {
        std::filesystem::directory_iterator const all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    };
    raw_server server([](raw_peer& peer) {
        while (!peer.read_request().empty()) peer.send(answer("ok"));
    });
    raw_server closing(saying("HTTP/1.1 200 OK\r\nContent-"));
    auto const nobody = closed_port();
    auto const before = descriptors();
    for (int i = 0; i != 20; ++i) {
        httplib_transport transport;
        CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "ok");
        failure_of(call_options().send(transport, request_to(closing.port())), phase::await, transport_error::closed);
        failure_of(call_options().send(transport, request_to(nobody)), phase::connect, transport_error::connect);
    }
    for (int i = 0; i != 500 && descriptors() > before; ++i) std::this_thread::sleep_for(10ms); // the servers' own
    CHECK(descriptors() <= before);
}
