// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include "support/carriers.hpp"

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
    raw_server server(saying_and_closing("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + content));
    CHECK(failure_of(ask(server), phase::body, transport_error::closed).partial);
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
    raw_server server(saying_and_closing("HTTP/1.1 200 OK\r\n" + fields + "\r\nab"));
    auto const got = ask(server);
    // Newer versions of cpp-httplib refuse some of them by themselves.
    if (auto const* failure = std::get_if<transport_failure>(&got); failure && failure->phase == phase::await)
        failure_of(got, phase::await, transport_error::closed);
    else
        CHECK_FALSE(failure_of(got, phase::head, transport_error::malformed).partial);
}
