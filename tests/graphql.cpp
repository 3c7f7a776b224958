// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_graphql.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>

using namespace apibind;
using namespace everything_api::graph;
using support::answer;

TEST_CASE("a query is the JSON of its text and its variables") {
    client<service> const it(secret("t0ken"), {}, std::make_shared<support::scripted_transport>(answer(200, "")));
    auto const made = prepare<get_product>(it, {.variables = by_id{"7"}});
    REQUIRE(made);
    CHECK(made->target == "/graphql");
    CHECK(made->method == method::post);
    CHECK(made->body == R"({"query":"query($id:ID!){product(id:$id){id title}}","variables":{"id":"7"}})");
}

TEST_CASE("the data is the response") {
    auto const there = interpret<get_product>(answer(200, R"({"data":{"product":{"id":"7","title":"Tea"}}})"));
    REQUIRE(there);
    CHECK(there->product->title == "Tea");
    CHECK(!interpret<get_product>(answer(200, R"({"data":{"product":null},"extensions":{"cost":1}})"))->product);
    CHECK(interpret<get_product>(answer(200, R"({"data":{"product":null},"errors":[]})")));
    auto const none = interpret<get_product>(answer(200, R"({"data":null})"));
    REQUIRE(!none);
    CHECK(none.error().kind == failure_kind::undecodable);
}

TEST_CASE("errors are a refusal, whatever data is beside them") {
    std::string const errors =
        R"("errors":[{"message":"no such field","locations":[{"line":1,"column":9}],"path":["product",0,"title"]}])";
    for (auto const& [status, body] :
         {std::pair(200, "{" + errors + "}"), std::pair(200, R"({"data":null,)" + errors + "}"),
          std::pair(200, R"({"data":{"product":null},)" + errors + "}"), std::pair(400, "{" + errors + "}")}) {
        auto const refused = interpret<get_product>(answer(status, body));
        REQUIRE(!refused);
        REQUIRE(refused.error().vendor_error);
        auto const& first = refused.error().vendor_error->errors.at(0);
        CHECK(first.message == "no such field");
        CHECK(first.locations->at(0).column == 9);
        CHECK(std::get<std::int64_t>(first.path->at(1)) == 0);
        CHECK(refused.outcome() == (status == 200 ? outcome::unknown : outcome::rejected));
    }
}

TEST_CASE("a vendor's own error says more, and what it means") {
    auto const busy = interpret<rename_product>(
        answer(200, R"({"data":null,"errors":[{"message":"m","extensions":{"code":"THROTTLED"}}]})"));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->errors.at(0).extensions->code == "THROTTLED");
    CHECK(busy.outcome() == outcome::rejected);
    CHECK(interpret<rename_product>(answer(200, R"({"errors":[{"message":"m"}]})")).outcome() == outcome::unknown);
}
