// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("an unusual final status is delivered", T, beast_transport, httplib_transport) {
    for (int status : {204, 299, 404, 599, 700, 999}) {
        simple_server at("HTTP/1.1 " + std::to_string(status) + " ?\r\nContent-Length: 0\r\n\r\n");
        T transport;
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).status == status);
    }
}

TEST_CASE_TEMPLATE("100 Continue is passed over", T, beast_transport, httplib_transport) {
    T transport;
    simple_server continuing("HTTP/1.1 100 Continue\r\n\r\n" + answer("ok"));
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(call_options().send(transport, request_to(continuing.server.port()))).body == "ok");
    CHECK(continuing.server.connections() == 1);
}

TEST_CASE_TEMPLATE("a status that is no final one settles nothing", T, beast_transport, httplib_transport) {
    T transport;
    for (int status : {101, 102, 103}) {
        simple_server at("HTTP/1.1 " + std::to_string(status) + " ?\r\nLink: </a>\r\n\r\n" + answer("ok"));
        for (int i = 0; i != 2; ++i) {
            auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
            if (status != 101) { // passes over it, as RFC 9110 has it
                CHECK(response.body == "ok");
                continue;
            }
            CHECK(response.status == status);
            CHECK(response.fields == http_fields{{"Link", "</a>"}});
            CHECK(response.body.empty());
            CHECK(outcome_of_status(response.status) == outcome::unknown);
        }
        CHECK(at.server.connections() == (status != 101 ? 1 : 2));
    }
    for (std::string const status : {"000", "999"}) {
        simple_server at("HTTP/1.1 " + status + " ?\r\nContent-Length: 0\r\n\r\n");
        auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
        CHECK(response.status == std::stoi(status));
        CHECK(outcome_of_status(response.status) == outcome::unknown);
    }
}

TEST_CASE_TEMPLATE("an answer without content ends with its head", T, beast_transport, httplib_transport) {
    T transport;
    SUBCASE("to HEAD") {
        simple_server at("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        auto request = request_to(at.server.port());
        request.method = method::head;
        CHECK(response_of(call_options().send(transport, request)).body.empty());
        CHECK(response_of(call_options().send(transport, request)).status == 200);
        CHECK(at.server.connections() == 1);
    }
    SUBCASE("304, whatever its length says") {
        simple_server at("HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n");
        for (int i = 0; i != 2; ++i) {
            auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
            CHECK(response.status == 304);
            CHECK(response.body.empty());
        }
    }
    SUBCASE("204") {
        simple_server at("HTTP/1.1 204 No Content\r\n\r\n");
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).status == 204);
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).status == 204);
        CHECK(at.server.connections() == 1);
    }
}

TEST_CASE_TEMPLATE("a chunked answer is put together, without extensions", T, beast_transport, httplib_transport) {
    simple_server at("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "3;a=b\r\nabc\r\n0a\r\n0123456789\r\n0\r\n\r\n");
    T transport;
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(call_options().send(transport, request_to(at.server.port()))).body == "abc0123456789");
    CHECK(at.server.connections() == 1);
}

TEST_CASE_TEMPLATE("content without a length ends with the connection", T, beast_transport, httplib_transport) {
    raw_server server([](raw_peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n\r\nall of it");
        peer.close();
    });
    T transport;
    CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "all of it");
    CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "all of it");
    CHECK(server.connections() == 2);
}

TEST_CASE_TEMPLATE("a redirect is an answer, not followed", T, beast_transport, httplib_transport) {
    simple_server at("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    T transport;
    auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
    CHECK(response.status == 302);
    CHECK(response.fields.find("location") == "/elsewhere");
    CHECK(at.server.requests().size() == 1);
}
