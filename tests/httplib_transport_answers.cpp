// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include "support/carriers.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace apibind;
using namespace support;

namespace {

exchange ask(raw_server const& server) {
    httplib_transport transport;
    return call_options().send(transport, request_to(server.port()));
}

} // namespace

TEST_CASE("malformed chunks, whatever cpp-httplib makes of them") {
    auto error = transport_error::malformed;
    std::string content;
    SUBCASE("a size that is none") {
        content = "x\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a negative size") {
        content = "-3\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a size with a prefix") {
        content = "0x3\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a huge size") {
        content = "fffffffffffffffff\r\nabc\r\n0\r\n\r\n";
    }
    SUBCASE("a wrong terminator") {
        content = "3\r\nabcXY0\r\n\r\n";
    }
    SUBCASE("lines that end without CR") {
        content = "3\nabc\n0\n\n";
    }
    SUBCASE("no last line") {
        content = "3\r\nabc\r\n0\r\nX: y\r\n";
        error = transport_error::closed;
    }
    raw_server server(saying_and_closing("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + content));
    CHECK(failure_of(ask(server), phase::body, error).partial);
}

TEST_CASE("trailer fields are passed over, and the connection is kept") {
    simple_server at("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nA: 1\r\nB: 2\r\n\r\n");
    httplib_transport transport;
    for (int i = 0; i != 3; ++i) {
        auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
        CHECK(response.body == "ok");
        CHECK_FALSE(response.fields.find("A"));
    }
    CHECK(at.server.connections() == 1);
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
    SUBCASE("an empty length") {
        fields = "Content-Length: \r\n";
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
    SUBCASE("a line that is no field") {
        fields = "Content-Length\r\n";
    }
    SUBCASE("a space before the colon") {
        fields = "Content-Length : 2\r\n";
    }
    SUBCASE("a folded line") {
        fields = "Content-Length:\r\n 2\r\n";
    }
    raw_server server(saying_and_closing("HTTP/1.1 200 OK\r\n" + fields + "\r\nab"));
    CHECK_FALSE(failure_of(ask(server), phase::head, transport_error::malformed).partial);
}

TEST_CASE("a field of any length is told, or why it is not read") {
    simple_server at("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: " + std::string(20'000, 'x') + "\r\n\r\nok");
    httplib_transport transport;
    auto const got = call_options().send(transport, request_to(at.server.port()));
    if (auto const* failure = std::get_if<transport_failure>(&got)) {
        CHECK(failure->message.find("more than cpp-httplib reads") != std::string::npos);
        CHECK_FALSE(failure_of(got, phase::head, transport_error::malformed).partial);
    } else {
        CHECK(response_of(got).fields.find("X")->size() == 20'000);
    }
}
