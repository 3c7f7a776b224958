// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;

namespace {

struct own_problem : problem_details {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(own_problem, (problem_details), (code))

struct batch {
    std::vector<problem_details> errors;
    std::optional<std::string> title{};
};
BOOST_DESCRIBE_STRUCT(batch, (), (errors, title))

} // namespace

TEST_CASE("a problem is read, and its extensions") {
    std::string const text =
        R"({"type":"https://x.example/credit","title":"No credit","status":403,"detail":"30 of 50",)"
        R"("instance":"/a/1","balance":30,"accounts":["/a/1","/a/2"]})";
    auto const plain = interpret<charge>(answer(403, text, {{"Content-Type", "application/problem+json"}}));
    auto const& problem = *plain.error().vendor_error;
    CHECK(problem.type == "https://x.example/credit");
    CHECK(problem.status == 403);
    CHECK(problem.detail == "30 of 50");
    CHECK(problem.instance == "/a/1");
    CHECK(plain.info().notes.size() == 2);
    auto const whole = interpret<charge_more>(answer(403, text));
    CHECK(whole.error().vendor_error->title == "No credit");
    CHECK(whole.error().vendor_error->balance == 30);
    CHECK(whole.error().vendor_error->accounts->size() == 2);
    CHECK(interpret<charge>(answer(500, "{}")).error().vendor_error);
}

TEST_CASE("a standard member of another type counts as absent, and the others stay") {
    auto const refused = interpret<charge>(
        answer(403, R"({"type":7,"title":"No credit","status":"403","detail":{"a":[1]},"instance":null})"));
    REQUIRE(refused.error().vendor_error);
    auto const& problem = *refused.error().vendor_error;
    CHECK(!problem.type);
    CHECK(problem.title == "No credit");
    CHECK(!problem.status);
    CHECK(!problem.detail);
    CHECK(!problem.instance);
    REQUIRE(refused.info().notes.size() == 3);
    CHECK(refused.info().notes[0].path == "$.type");
    CHECK(refused.info().notes[1].path == "$.status");
    CHECK(refused.info().notes[2].path == "$.detail");
    CHECK(refused.info().notes[2].text == "is none that its type takes");

    for (auto const* odd : {"1e99", "4.5", "[[[]]]", "true", "\"\\u0000\"", "99999999999999999999"}) {
        auto const one = interpret<charge>(answer(400, R"({"status":)" + std::string(odd) + R"(,"title":"t"})"));
        CHECK(one.error().vendor_error->title == "t");
        CHECK(!one.error().vendor_error->status);
    }
}

TEST_CASE("extensions are read as anything is") {
    auto const whole =
        interpret<charge_more>(answer(403, R"({"status":"403","balance":30,"accounts":["a"],"more":1})"));
    CHECK(whole.error().vendor_error->balance == 30);
    CHECK(whole.error().vendor_error->accounts->size() == 1);
    CHECK(whole.info().notes.size() == 2);
    CHECK(!interpret<charge_more>(answer(403, R"({"title":"t","balance":"30"})")).error().vendor_error);

    own_problem own{};
    CHECK(!read_json(R"({"title":[],"code":"c"})", own));
    CHECK(own.code == "c");
    CHECK(!own.title);
    auto const missing = read_json(R"({"title":"t"})", own);
    REQUIRE(missing);
    CHECK(missing->path == "$.code");
}

TEST_CASE("a problem is lenient wherever it stands, and nothing else is") {
    batch all;
    CHECK(!read_json(R"({"errors":[{"status":"1","title":"a"},{"title":2,"detail":"b"}],"title":"t"})", all));
    REQUIRE(all.errors.size() == 2);
    CHECK(all.errors[0].title == "a");
    CHECK(all.errors[1].detail == "b");
    CHECK(!all.errors[1].title);
    auto const around = read_json(R"({"errors":[],"title":2})", all);
    REQUIRE(around);
    CHECK(around->path == "$.title");
    CHECK(read_json(R"({"errors":[{"status":"1"}]})", all, {.strict = true})->path == "$.errors[0].status");
}

TEST_CASE("what is wrong with the text itself is a failure") {
    problem_details one;
    one.title = "before";
    CHECK(!read_json("{}", one));
    CHECK(!one.title);
    for (auto const* text :
         {R"({"status":"4)", R"({"status":[1,]})", R"({"status":{"a" 1}})", R"({"title":"a","title":"b"})",
          R"({"title":1,"title":"b"})", R"({"title":1,"x"})", "[]", R"({"title":"a"} 1)", R"({"title":"\ud800"})"})
        CHECK(read_json(text, one));
    std::string const deep(300, '[');
    CHECK(read_json(R"({"status":)" + deep + "1" + std::string(300, ']') + "}", one)->reason ==
          decode_reason::too_deep);
}
