// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/not_modified_or.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace apibind;
using namespace everything_api::conversations;
using support::answer;
using support::scripted_transport;

TEST_CASE("an answer that is new is the response, with its ETag") {
    auto const result = interpret<show_item>(answer(200, R"({"id":7})", {{"etag", R"(W/"a1")"}}));
    REQUIRE(result);
    REQUIRE(result->is_modified());
    CHECK((*result)->id == 7);
    CHECK(etag_of(result.info()) == R"(W/"a1")");
    CHECK(result.outcome() == outcome::executed);
}

TEST_CASE("a 304 is a response without a value, whatever its content") {
    for (auto const* body : {"", "null", R"({"id":7})", "<html>"}) {
        auto const result = interpret<show_item>(answer(304, body, {{"ETag", R"("a1")"}}));
        REQUIRE(result);
        CHECK_FALSE(*result);
        CHECK(result.info().status == 304);
        CHECK(result.outcome() == outcome::executed);
        CHECK(etag_of(result.info()) == R"("a1")");
    }
}

TEST_CASE("nothing else is taken for a 304") {
    CHECK(interpret<show_item>(answer(200, "null")).error().kind == failure_kind::undecodable);
    CHECK(interpret<show_item>(answer(204, "")).error().kind == failure_kind::undecodable);
    CHECK(interpret<show_item>(answer(303, "")).error().kind == failure_kind::status);
    CHECK_FALSE(etag_of(interpret<show_item>(answer(200, R"({"id":7})")).info()));
}

TEST_CASE("to an endpoint that does not know conditions a 304 is a failure") {
    auto const result = interpret<show_job>(answer(304, ""));
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::status);
}

TEST_CASE("the condition travels as a field, and a call ends with its 304") {
    auto const carrier = std::make_shared<scripted_transport>(answer(304, ""));
    client<paged_service> const client(secret("t"), {}, carrier);
    auto const result = invoke<show_item>(client, {.id = 7}, {.fields = {{"If-None-Match", R"("a1")"}}});
    REQUIRE(result);
    CHECK_FALSE(result->is_modified());
    CHECK(carrier->requests().size() == 1);
    CHECK(carrier->requests()[0].fields.find("If-None-Match") == R"("a1")");
}

TEST_CASE("a change under a condition that is false did nothing: 412") {
    auto const carrier = std::make_shared<scripted_transport>(answer(412, ""));
    client<paged_service> const client(secret("t"), {}, carrier);
    auto const result = invoke<change_item>(client, {.id = 7, .name = "n"}, {.fields = {{"If-Match", R"("a1")"}}});
    REQUIRE_FALSE(result);
    CHECK(result.outcome() == outcome::rejected);
    CHECK(carrier->requests().size() == 1);
    CHECK(carrier->requests()[0].fields.find("If-Match") == R"("a1")");
    CHECK(carrier->requests()[0].body == R"({"name":"n"})");
}
