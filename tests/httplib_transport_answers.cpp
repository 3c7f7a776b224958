// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include "support/exchanges.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace apibind;
using namespace support;

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
