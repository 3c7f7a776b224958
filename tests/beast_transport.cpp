// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/carriers.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <vector>

using namespace apibind;
using namespace support;

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

TEST_CASE("interim answers are passed over") {
    simple_server at("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer("ok"));
    beast_transport transport;
    CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "ok");
}

TEST_CASE("a chunked answer is put together, without extensions and trailer fields") {
    simple_server at("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "3;a=b\r\nabc\r\n0a\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n");
    beast_transport transport;
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "abc0123456789");
    CHECK(at.server.connections() == 1);
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
            send_options const options{
                &over.options.connection, std::chrono::steady_clock::now() + std::chrono::seconds(10), {}, {}};
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
