// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/method.hpp>

#include <doctest/doctest.h>

using apibind::method;

TEST_CASE("a method is its token on the wire") {
    CHECK(to_string(method::get) == "GET");
    CHECK(to_string(method::head) == "HEAD");
    CHECK(to_string(method::post) == "POST");
    CHECK(to_string(method::put) == "PUT");
    CHECK(to_string(method::delete_) == "DELETE");
    CHECK(to_string(method::patch) == "PATCH");
    CHECK(to_string(method::options) == "OPTIONS");
    CHECK(to_string(static_cast<method>(99)).empty());
}
