// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/http_message.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <sstream>
#include <string>

using namespace apibind;

TEST_CASE("the authority names the port only where it is not the scheme's own") {
    CHECK(http_origin{"https", "a.example", 443}.authority() == "a.example");
    CHECK(http_origin{"https", "a.example", 80}.authority() == "a.example:80");
    CHECK(http_origin{"http", "a.example", 80}.authority() == "a.example");
    CHECK(http_origin{"http", "a.example", 443}.authority() == "a.example:443");
    CHECK(http_origin{"https", "::1", 443}.authority() == "[::1]");
    CHECK(http_origin{"https", "::1", 8443}.authority() == "[::1]:8443");
    CHECK(http_origin{"https", "a", 1}.is_secure());
    CHECK(!http_origin{"http", "a", 1}.is_secure());
}

TEST_CASE("a stream shows a request as it goes on the wire, its secrets masked") {
    auto hidden = std::make_shared<redaction>();
    hidden->add("t0ken");
    http_request request;
    request.method = method::delete_;
    request.origin = {"https", "a.example", 8443};
    request.target = "/x?key=t0ken";
    request.fields = {{"Token", "t0ken"}, {"Accept", "*/*"}};
    request.body = R"({"key":"t0ken"})";
    request.secrets = hidden;
    std::ostringstream out;
    out << request;
    CHECK(out.str() == "DELETE /x?key=[secret] HTTP/1.1\nHost: a.example:8443\nToken: [secret]\nAccept: "
                       "*/*\n\n{\"key\":\"[secret]\"}\n");

    request.body.reset();
    request.secrets.reset();
    request.fields = {};
    request.target = "/";
    std::ostringstream plain;
    plain << request;
    CHECK(plain.str() == "DELETE / HTTP/1.1\nHost: a.example:8443\n");
}
