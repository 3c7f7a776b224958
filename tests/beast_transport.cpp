// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;
using namespace support;

namespace {

/// Answers every request of a connection and keeps it.
raw_server::script answering(raw_server*& server, std::string text) {
    return [&server, text = std::move(text)](raw_peer& peer) {
        for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
            server->keep(request);
            peer.send(text);
        }
    };
}

/// A server that answers "ok" to everything.
struct simple_server {
    raw_server* self = nullptr;
    raw_server server;
    explicit simple_server(std::string text = answer("ok")) : server(answering(self, std::move(text))) {
        self = &server;
    }
    std::string host() const { return "127.0.0.1:" + std::to_string(server.port()); }
};

} // namespace

TEST_CASE("a request is on the wire byte for byte as given") {
    simple_server at;
    beast_transport transport;
    auto request = request_to(at.server.port(), "/records/?phone_number[]=%2B48&a[]=1&b=%20x");
    std::string expected;

    SUBCASE("GET: fields in their order, none added but Accept-Encoding") {
        request.fields = {{"zeta", "1"}, {"Authorization", "Bearer t"}, {"alpha", "a  b\tc"}, {"zeta", "2"}};
        expected =
            "GET /records/?phone_number[]=%2B48&a[]=1&b=%20x HTTP/1.1\r\nHost: " + at.host() +
            "\r\nzeta: 1\r\nAuthorization: Bearer t\r\nalpha: a  b\tc\r\nzeta: 2\r\nAccept-Encoding: gzip\r\n\r\n";
    }
    SUBCASE("POST with a body") {
        request.method = method::post;
        request.fields = {{"Content-Type", "application/json"}, {"Accept-Encoding", "identity"}};
        request.body = "{\"a\":1}";
        expected =
            "POST " + request.target + " HTTP/1.1\r\nHost: " + at.host() +
            "\r\nContent-Type: application/json\r\nAccept-Encoding: identity\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
    }
    SUBCASE("POST without a body says so") {
        request.method = method::post;
        expected = "POST " + request.target + " HTTP/1.1\r\nHost: " + at.host() +
                   "\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n\r\n";
    }
    SUBCASE("DELETE with a body") {
        request.method = method::delete_;
        request.fields = {{"Content-Type", "application/json"}};
        request.body = "{\"customer_id\":\"42\"}";
        expected = "DELETE " + request.target + " HTTP/1.1\r\nHost: " + at.host() +
                   "\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" +
                   *request.body;
    }
    SUBCASE("DELETE without a body") {
        request.method = method::delete_;
        expected = "DELETE " + request.target + " HTTP/1.1\r\nHost: " + at.host() + "\r\nAccept-Encoding: gzip\r\n\r\n";
    }
    SUBCASE("DELETE with an empty body") {
        request.method = method::delete_;
        request.body = "";
        expected = "DELETE " + request.target + " HTTP/1.1\r\nHost: " + at.host() +
                   "\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n\r\n";
    }
    auto const response = response_of(call_options().send(transport, request));
    CHECK(response.status == 200);
    CHECK(response.body == "ok");
    CHECK(at.server.requests() == std::vector{expected});
}

TEST_CASE("an answer's status and fields arrive as they are") {
    simple_server at("HTTP/1.1 207 \r\nX-A: a%41b\r\nx-a:  second \r\nEmpty:\r\nContent-Length: 0\r\n\r\n");
    beast_transport transport;
    auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
    CHECK(response.status == 207);
    CHECK(response.fields == http_fields{{"X-A", "a%41b"}, {"x-a", "second"}, {"Empty", ""}, {"Content-Length", "0"}});
    CHECK(response.body.empty());
}

TEST_CASE("an unusual final status is delivered") {
    for (int status : {204, 299, 404, 599, 700, 999}) {
        simple_server at("HTTP/1.1 " + std::to_string(status) + " ?\r\nContent-Length: 0\r\n\r\n");
        beast_transport transport;
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).status == status);
    }
}

TEST_CASE("interim answers are passed over") {
    simple_server at("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer("ok"));
    beast_transport transport;
    CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "ok");
}

TEST_CASE("an answer without content ends with its head") {
    beast_transport transport;
    SUBCASE("to HEAD") {
        simple_server at("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        auto request = request_to(at.server.port());
        request.method = method::head;
        CHECK(response_of(call_options().send(transport, request)).body.empty());
        CHECK(response_of(call_options().send(transport, request)).status == 200);
        CHECK(at.server.connections() == 1);
    }
    SUBCASE("204") {
        simple_server at("HTTP/1.1 204 No Content\r\n\r\n");
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).status == 204);
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).status == 204);
        CHECK(at.server.connections() == 1);
    }
}

TEST_CASE("a chunked answer is put together, without extensions and trailer fields") {
    simple_server at("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "3;a=b\r\nabc\r\n0a\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n");
    beast_transport transport;
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "abc0123456789");
    CHECK(at.server.connections() == 1);
}

TEST_CASE("content without a length ends with the connection") {
    raw_server server([](raw_peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n\r\nall of it");
        peer.close();
    });
    beast_transport transport;
    CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "all of it");
    CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "all of it");
    CHECK(server.connections() == 2);
}

TEST_CASE("calls one after another share a connection") {
    simple_server at;
    beast_transport transport;
    for (int i = 0; i != 20; ++i)
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "ok");
    CHECK(at.server.connections() == 1);
    CHECK(at.server.requests().size() == 20);
}

TEST_CASE("connections are not shared where the options differ, and not kept where none shall be") {
    simple_server at;
    call_options named;
    named.connection.connect_to = {"127.0.0.1", at.server.port()};
    SUBCASE("other options") {
        beast_transport transport;
        response_of(call_options().send(transport, request_to(at.server.port())));
        response_of(named.send(transport, request_to(at.server.port())));
        CHECK(at.server.connections() == 2);
    }
    SUBCASE("none per origin") {
        beast_transport transport({.max_idle_per_origin = 0});
        for (int i = 0; i != 3; ++i) response_of(call_options().send(transport, request_to(at.server.port())));
        CHECK(at.server.connections() == 3);
    }
    SUBCASE("none for long") {
        beast_transport transport({.max_idle_age = std::chrono::milliseconds(0)});
        for (int i = 0; i != 3; ++i) response_of(call_options().send(transport, request_to(at.server.port())));
        CHECK(at.server.connections() == 3);
    }
    SUBCASE("the answer says close") {
        simple_server closing(answer("ok", "Connection: foo, Close\r\n"));
        beast_transport transport;
        for (int i = 0; i != 3; ++i) response_of(call_options().send(transport, request_to(closing.server.port())));
        CHECK(closing.server.connections() == 3);
    }
}

TEST_CASE("threads share the pool") {
    simple_server at;
    beast_transport transport({.max_idle_per_origin = 4});
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

TEST_CASE("a redirect is an answer, not followed") {
    simple_server at("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    beast_transport transport;
    auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
    CHECK(response.status == 302);
    CHECK(response.fields.find("location") == "/elsewhere");
    CHECK(at.server.requests().size() == 1);
}

TEST_CASE("what cannot be sent as it is, is refused before anybody is connected to") {
    simple_server at;
    beast_transport transport;
    call_options options;
    auto request = request_to(at.server.port());
    SUBCASE("CR LF in a value") {
        request.fields.add("X", "a\r\nEvil: 1");
    }
    SUBCASE("LF in a value") {
        request.fields.add("X", "a\nb");
    }
    SUBCASE("NUL in a value") {
        request.fields.add("X", std::string("a\0b", 3));
    }
    SUBCASE("CR LF in a name") {
        request.fields.add("X: 1\r\nEvil", "a");
    }
    SUBCASE("an empty name") {
        request.fields.add("", "a");
    }
    SUBCASE("a space in a name") {
        request.fields.add("X ", "a");
    }
    SUBCASE("Host") {
        request.fields.add("host", "elsewhere");
    }
    SUBCASE("Content-Length") {
        request.fields.add("Content-length", "3");
    }
    SUBCASE("CR LF in the target") {
        request.target = "/a HTTP/1.1\r\nEvil: 1";
    }
    SUBCASE("a space in the target") {
        request.target = "/a b";
    }
    SUBCASE("a fragment in the target") {
        request.target = "/a#b";
    }
    SUBCASE("a target without a slash") {
        request.target = "@elsewhere/";
    }
    SUBCASE("an empty target") {
        request.target = "";
    }
    SUBCASE("a non-ASCII target") {
        request.target = "/\xc3\xa4";
    }
    SUBCASE("a host with a path") {
        request.origin.host = "127.0.0.1/a";
    }
    SUBCASE("a host with a user") {
        request.origin.host = "u@127.0.0.1";
    }
    SUBCASE("a host with CR LF") {
        request.origin.host = "127.0.0.1\r\nEvil";
    }
    SUBCASE("no host") {
        request.origin.host = "";
    }
    SUBCASE("another scheme") {
        request.origin.scheme = "ftp";
    }
    SUBCASE("no port") {
        request.origin.port = 0;
    }
    SUBCASE("connect_to and a proxy") {
        options.connection.connect_to = {"127.0.0.1", at.server.port()};
        options.connection.proxy = {"127.0.0.1", at.server.port()};
    }
    failure_of(options.send(transport, request), phase::build, transport_error::invalid_request);
    CHECK(at.server.connections() == 0);
}
