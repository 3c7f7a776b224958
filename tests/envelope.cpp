// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <type_traits>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;

TEST_CASE("the payload comes out of its envelope") {
    auto const got = interpret<get_order>(answer(200, R"({"ok":true,"result":{"id":7,"state":"new"}})"));
    REQUIRE(got);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(*got)>, order>);
    CHECK(got->id == 7);
    CHECK(interpret<list_orders>(answer(200, R"({"ok":true,"result":[{"id":7,"state":"new"}]})"))->size() == 1);

    auto const refused = interpret<get_order>(answer(200, R"({"ok":false,"error_code":404,"description":"none"})"));
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::refusal);
    CHECK(refused.error().vendor_error->description == "none");
    CHECK(refused.outcome() == outcome::rejected);

    auto const empty = interpret<get_order>(answer(200, R"({"ok":true})"));
    REQUIRE(!empty);
    CHECK(empty.error().kind == failure_kind::undecodable);
    CHECK(empty.error().decode->path == "$.result");
    CHECK(empty.error().decode->expected == "the payload of the envelope");
    auto const wrong = interpret<get_order>(answer(200, R"({"ok":true,"result":{"id":"x","state":"new"}})"));
    CHECK(wrong.error().decode->path == "$.result.id");

    CHECK(interpret<ping>(answer(200, R"({"ok":true,"result":true})")));
    CHECK(interpret<ping>(answer(204, "")));
    CHECK(interpret<ping>(answer(200, R"({"ok":false,"description":"no"})")).error().kind == failure_kind::refusal);
    CHECK(!interpret<ping>(answer(200, "<p>")));

    CHECK(interpret<bare>(answer(200, R"({"id":7,"state":"new"})"))->id == 7);
    CHECK(interpret<bare>(answer(200, R"({"id":0,"state":"new"})")).error().kind == failure_kind::refusal);

    auto const all = interpret<wrapped_all>(answer(202, R"({"ok":true,"result":{"job_id":"j"}})", {{"ETag", "x"}}));
    REQUIRE(all);
    CHECK(all->value.get_if<job>()->job_id == "j");
    CHECK(!interpret<wrapped_all>(answer(200, R"({"ok":false,"description":"no"})", {{"ETag", "x"}})));
}

TEST_CASE("the payload may lie deeper, or be a part of the envelope itself") {
    auto const seen = interpret<viewer>(answer(200, R"({"data":{"viewer":{"id":7,"state":"new"}}})"));
    REQUIRE(seen);
    CHECK(seen->id == 7);
    CHECK(interpret<viewer>(answer(200, R"({"data":{"viewer":null}})")).error().decode->path == "$.data.viewer");
    CHECK(interpret<viewer>(answer(200, R"({"data":null})")).error().decode->path == "$.data");
    auto const refused = interpret<viewer>(answer(200, R"({"data":null,"errors":[{"message":"who?"}]})"));
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::refusal);
    CHECK(refused.error().vendor_error->errors[0].message == "who?");

    auto const article = interpret<find_article>(
        answer(200, R"({"data":{"type":"articles","id":"1","attributes":{"what":"JSON:API"}}})"));
    CHECK(article->attributes.what == "JSON:API");

    CHECK(interpret<post_message>(answer(200, R"({"ok":true,"job_id":"j"})"))->job_id == "j");
    CHECK(interpret<post_message>(answer(200, R"({"ok":false,"error":"e"})")).error().kind == failure_kind::refusal);
    CHECK(interpret<leave>(answer(200, R"({"ok":true})")));
    CHECK(interpret<leave>(answer(200, R"({"ok":false,"error":"not_in"})")).error().vendor_error->error == "not_in");
}
