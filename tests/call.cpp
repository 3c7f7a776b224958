// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <support/calling_unit.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace calling_unit;

TEST_CASE("a unit without the means to build a client calls one that was built elsewhere") {
    with_client(200, R"({"rows":3,"state":"gone"})", [](apibind::client<service> const& client) {
        auto const copy = client;
        auto const removed = apibind::invoke<remove_row>(copy, {.id = "17"});
        REQUIRE(removed);
        CHECK(removed->rows == 3);
        CHECK(removed->state == "gone");
        CHECK(removed.outcome() == apibind::outcome::executed);
        CHECK(removed.info().attempts == 1);
    });
}

TEST_CASE("what was read of a response before it broke off is no part of the result") {
    with_client(200, R"({"rows":3,"state":7})", [](apibind::client<service> const& client) {
        auto const removed = apibind::invoke<remove_row>(client, {.id = "17"});
        CHECK(!removed);
        CHECK(removed.error().kind == apibind::failure_kind::undecodable);
        CHECK(removed.error().message.find("state") != std::string::npos);
    });
}
