// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_members.hpp"

#include "support/scripted_transport.hpp"

#include <apibind/interpret.hpp>
#include <apibind/prepare.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace everything_api::members;

namespace everything_members_tests {

apibind::client<service> client(std::string host) {
    return apibind::client<service>(service::server{.host = std::move(host)}, apibind::secret("t0ken"),
                                    {.user_agent = ""},
                                    std::make_shared<support::scripted_transport>(support::answer(200, "0")));
}
post_hook::request delivery() {
    return {.key = apibind::secret("p4th-key"),
            .signing_key = apibind::secret("s1gning-key"),
            .only = filter{std::vector<filter>{filter{std::string("draft")}}}};
}

} // namespace everything_members_tests
using namespace everything_members_tests;

TEST_CASE("secrets, constants and a union within itself are sent") {
    auto const made = apibind::prepare<post_hook>(client("hooks.example"), delivery());
    REQUIRE(made);
    CHECK(made->target == "/v1/hooks/p4th-key/deliveries");
    CHECK(made->fields.find("Authorization") == "Key t0ken");
    CHECK(*made->body ==
          R"({"type":"delivery","version":2,"signing_key":"s1gning-key","only":{"not":[{"is":"draft"}]}})");
    std::ostringstream shown;
    shown << *made;
    for (auto const* secret : {"p4th-key", "s1gning-key", "t0ken"})
        CHECK(shown.str().find(secret) == std::string::npos);
}

TEST_CASE("a base may be filled with an address") {
    auto const by_address = apibind::prepare<post_hook>(client("192.0.2.7"), delivery());
    REQUIRE(by_address);
    CHECK(by_address->origin.host == "192.0.2.7");
    auto const by_long_address = apibind::prepare<post_hook>(client("[2001:db8::1]"), delivery());
    REQUIRE(by_long_address);
    CHECK(by_long_address->origin.authority() == "[2001:db8::1]");
}

TEST_CASE("an error says when to come back, and what it did, where it has something to say") {
    auto const busy =
        apibind::interpret<post_hook>(support::answer(429, R"({"reason":"slow down","retry_after":1.5})"));
    REQUIRE(!busy);
    CHECK(busy.info().retry_after == std::chrono::seconds(2));
    CHECK(busy.outcome() == apibind::outcome::rejected);
    auto const half = apibind::interpret<post_hook>(support::answer(409, R"({"reason":"stopped","done":3})"));
    CHECK(half.outcome() == apibind::outcome::partial);
}

TEST_CASE("a secret of a response is there to be used") {
    auto const given = apibind::interpret<post_hook>(support::answer(200, R"({"token":"n3w"})"));
    REQUIRE(given);
    CHECK(given->token.reveal() == "n3w");
}

TEST_CASE("a tag that is a member too is written once and filled in; what is derived and absent is left out") {
    auto const body = [](std::vector<shape> shapes) {
        auto const made = apibind::prepare<draw>(client("h.example"), {.shapes = std::move(shapes)});
        return made->target + " " + *made->body;
    };
    CHECK(body({circle{.radius = 2}}) ==
          R"(/v1/shapes?count=1 {"shapes":[{"object":"circle","radius":2}],"round":true})");
    CHECK(body({circle{"other", 2}, square{{}, 3}}) ==
          R"(/v1/shapes?count=2 {"shapes":[{"object":"circle","radius":2},{"object":"square","side":3}]})");
    auto const drawn = apibind::interpret<draw>(
        support::answer(200, R"([{"radius":2,"object":"circle"},{"object":"square","side":3}])"));
    REQUIRE(drawn);
    CHECK(std::get<circle>(drawn->at(0)).object == "circle");
    CHECK(std::get<square>(drawn->at(1)).object == kind::square);
}
