// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("what cannot be sent as it is, is refused before anybody is connected to", T, beast_transport,
                   httplib_transport) {
    simple_server at;
    T transport;
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
    SUBCASE("Proxy-Authorization") {
        request.fields.add("proxy-authorization", "Basic bWU6");
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
    SUBCASE("a proxy's user with a colon") {
        options.connection.proxy = {"127.0.0.1", at.server.port(), "a:b", secret("c")};
    }
    SUBCASE("a proxy's user without a password") {
        options.connection.proxy = {"127.0.0.1", at.server.port(), "a"};
    }
    failure_of(options.send(transport, request), phase::build, transport_error::invalid_request);
    CHECK(at.server.connections() == 0);
}
