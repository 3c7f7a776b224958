// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/method.hpp>

#include <doctest/doctest.h>

#include <string>

using apibind::method;

TEST_CASE("any other token is a method as well, of 31 characters at most") {
    constexpr method list("LIST");
    static_assert(to_string(list) == "LIST");
    CHECK(list == method("LIST"));
    CHECK(list != method("LISTS"));
    CHECK(method("GET") == method::get);
    CHECK(method("get") != method::get); // RFC 9110 section 9.1
    std::string const longest(31, 'A');
    CHECK(to_string(method(longest)) == longest);
    CHECK(to_string(method(longest + "A")).empty()); // told by valid<E>
}

TEST_CASE("a method is its token on the wire") {
    CHECK(to_string(method::get) == "GET");
    CHECK(to_string(method::head) == "HEAD");
    CHECK(to_string(method::post) == "POST");
    CHECK(to_string(method::put) == "PUT");
    CHECK(to_string(method::delete_) == "DELETE");
    CHECK(to_string(method::patch) == "PATCH");
    CHECK(to_string(method::options) == "OPTIONS");
}
