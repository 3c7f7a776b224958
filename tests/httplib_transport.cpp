// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

using namespace apibind;
using namespace support;

namespace {

/// Whether this version of cpp-httplib refuses requests.
template <class Error>
constexpr bool is_refusing = requires {
    Error::InvalidHeaders;
};

} // namespace

TEST_CASE("a request is on the wire as given, its fields sorted by name, and what is added is known") {
    simple_server at;
    httplib_transport transport;
    auto request = request_to(at.server.port(), "/records/?phone_number[]=%2B48&a[]=1&b=%20x+%7e");
    auto const agent = "User-Agent: cpp-httplib/" CPPHTTPLIB_VERSION "\r\n";
    auto const target = " " + request.target + " HTTP/1.1\r\n";
    auto const host = "Host: " + at.host() + "\r\n";
    std::string expected;

    SUBCASE("GET") {
        request.fields = {{"zeta", "1"}, {"Authorization", "Bearer t"}, {"alpha", "a  b\tc"}, {"zeta", "2"}};
        expected = "GET" + target +
                   "Accept: */*\r\nAccept-Encoding: gzip\r\nalpha: a  b\tc\r\nAuthorization: Bearer t\r\n" + host +
                   agent + "zeta: 1\r\nzeta: 2\r\n\r\n";
    }
    SUBCASE("POST with a body") {
        request.method = method::post;
        request.fields = {{"Content-Type", "application/json"},
                          {"Accept-Encoding", "identity"},
                          {"user-agent", "me"},
                          {"ACCEPT", "text/plain"}};
        request.body = "{\"a\":1}";
        expected = "POST" + target +
                   "ACCEPT: text/plain\r\nAccept-Encoding: identity\r\nContent-Length: 7\r\n"
                   "Content-Type: application/json\r\n" +
                   host + "user-agent: me\r\n\r\n{\"a\":1}";
    }
    SUBCASE("POST with a body of no type") {
        request.method = method::post;
        request.body = "a\r\nb";
        expected = "POST" + target +
                   "Accept: */*\r\nAccept-Encoding: gzip\r\nContent-Length: 4\r\nContent-Type: text/plain\r\n" + host +
                   agent + "\r\na\r\nb";
    }
    SUBCASE("POST without a body says so") {
        request.method = method::post;
        expected =
            "POST" + target + "Accept: */*\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n" + host + agent + "\r\n";
    }
    SUBCASE("POST with an empty body says so once") {
        request.method = method::post;
        request.body = "";
        expected =
            "POST" + target + "Accept: */*\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n" + host + agent + "\r\n";
    }
    SUBCASE("DELETE with a body") {
        request.method = method::delete_;
        request.fields = {{"Content-Type", "application/json"}};
        request.body = "{\"customer_id\":\"42\"}";
        expected = "DELETE" + target +
                   "Accept: */*\r\nAccept-Encoding: gzip\r\nContent-Length: 20\r\n"
                   "Content-Type: application/json\r\n" +
                   host + agent + "\r\n" + *request.body;
    }
    SUBCASE("DELETE without a body") {
        request.method = method::delete_;
        expected = "DELETE" + target + "Accept: */*\r\nAccept-Encoding: gzip\r\n" + host + agent + "\r\n";
    }
    SUBCASE("DELETE with an empty body") {
        request.method = method::delete_;
        request.body = "";
        expected =
            "DELETE" + target + "Accept: */*\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n" + host + agent + "\r\n";
    }
    auto const response = response_of(call_options().send(transport, request));
    CHECK(response.status == 200);
    CHECK(response.body == "ok");
    REQUIRE(at.server.requests().size() == 1);
    CHECK(at.server.requests().front() == expected);
}

TEST_CASE("an answer's status and fields arrive, fields of one name in their order") {
    simple_server at("HTTP/1.1 207 \r\nX-A: first\r\nx-a:  second \r\nA: 1\r\nContent-Length: 0\r\n\r\n");
    httplib_transport transport;
    auto const response = response_of(call_options().send(transport, request_to(at.server.port())));
    CHECK(response.status == 207);
    CHECK(response.fields == http_fields{{"A", "1"}, {"Content-Length", "0"}, {"X-A", "first"}, {"x-a", "second"}});
    CHECK(response.body.empty());
}

TEST_CASE("a field that cpp-httplib refuses is told at once, and nothing is sent") {
    simple_server at;
    httplib_transport transport;
    auto request = request_to(at.server.port());
    request.fields = {{"X", "ends with a space "}};
    auto const out = call_options().send(transport, request);
    auto const* const failure = std::get_if<transport_failure>(&out);
    CHECK((failure != nullptr) == is_refusing<httplib::Error>);
    CHECK(at.server.requests().size() == (failure ? 0 : 1));
    if (!failure) return;
    CHECK(failure->phase == phase::build);
    CHECK(failure->error == transport_error::invalid_request);
}
