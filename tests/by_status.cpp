// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;

TEST_CASE("the type follows from the status") {
    auto const done = interpret<place>(answer(200, R"({"id":7,"state":"new"})"));
    REQUIRE(done);
    CHECK(done->index() == 0);
    CHECK(done->status() == 200);
    REQUIRE(done->get_if<order>());
    CHECK(done->get_if<order>()->id == 7);
    CHECK(!done->get_if<job>());
    CHECK(done->visit([](auto const& one) { return std::is_same_v<decltype(one), order const&>; }));

    auto const begun = interpret<place>(answer(202, R"({"job_id":"j"})"));
    CHECK(begun->get_if<job>()->job_id == "j");
    CHECK(begun->holds<job>());
    CHECK(!begun->holds<void>());
    auto const nothing = interpret<place>(answer(204, ""));
    CHECK(nothing->holds<void>());
    CHECK(nothing->index() == 2);
    CHECK(nothing->visit([](auto const& one) { return std::is_same_v<decltype(one), no_content const&>; }));

    auto const unlisted = interpret<place>(answer(206, R"({"id":7,"state":"new"})"));
    REQUIRE(!unlisted);
    CHECK(unlisted.error().kind == failure_kind::undecodable);
    CHECK(unlisted.error().message.find("status: expected a status that the endpoint lists, found 206") !=
          std::string::npos);
    CHECK(!interpret<place>(answer(200, R"({"job_id":"j"})"))); // is that of another status
}

TEST_CASE("a status outside 2xx that a response lists is a success") {
    auto const elsewhere = interpret<place>(answer(303, "", {{"Location", "/orders/8"}}));
    REQUIRE(elsewhere);
    CHECK(elsewhere->index() == 3);
    CHECK(elsewhere.outcome() == outcome::executed);
    CHECK(!interpret<place>(answer(302, "")));
}

TEST_CASE("an error follows from the status, and from what reads") {
    auto const of = [](http_response const& it) { return *interpret<place>(it).error().vendor_error; };
    CHECK(of(answer(404, R"({"what":"order"})")).get_if<missing>()->what == "order");
    CHECK(of(answer(404, R"({"message":"m"})")).get_if<trouble>()->message == "m"); // gives way to its class
    CHECK(of(answer(422, R"({"message":"m"})")).holds<trouble>());
    auto const page = of(answer(502, "<h1>Bad</h1>", {{"Content-Type", "text/html"}}));
    CHECK(*page.get_if<content>() == content{"<h1>Bad</h1>", "text/html"});
    CHECK(of(answer(404, "<p>")).get_if<content>()->data == "<p>");

    // Without such an entry, what is not JSON makes no noise.
    auto const plain = interpret<remove_order>(answer(502, "<h1>Bad</h1>", {{"Content-Type", "text/html"}}));
    CHECK(!plain.error().vendor_error);
    CHECK(plain.error().message == "HTTP 502: <h1>Bad</h1>");
}

TEST_CASE("by_status is made by programs too") {
    using either = by_status<on<200, order>, on<201, order>, on<204, void>>;
    either it(std::in_place_index<1>, 201, {8, "new"});
    CHECK(it.index() == 1);
    CHECK(it.holds<order>());
    it.get_if<order>()->id = 9;
    CHECK(std::as_const(it).get_if<order>()->id == 9);
    CHECK(either(std::in_place_index<2>, 204).holds<void>());
    using table = detail::statuses_table;
    CHECK(table::fit(404, 404) > table::fit(status_4xx, 404));
    CHECK(table::fit(status_4xx, 404) > table::fit(any_status, 404));
    CHECK(table::fit(status_4xx, 500) == 0);
    CHECK(table::fit(403, 404) == 0);
}

namespace by_status_tests {

/// `accepted` is asked about what there is.
struct judged : service {
    static constexpr auto route = apibind::get("/judged");
    struct request {};
    using response = by_status<on<200, order>, on<202, job>, on<204, void>>;
    static bool accepted(order const& one) { return one.id > 0; }
    static bool accepted(job const& one) { return !one.job_id.empty(); }
    static bool accepted(no_content) { return true; }
};
BOOST_DESCRIBE_STRUCT(judged::request, (), ())
static_assert(valid<judged>);

} // namespace by_status_tests

TEST_CASE("each part of an answer by status is asked whether it is accepted") {
    using by_status_tests::judged;
    CHECK(interpret<judged>(answer(200, R"({"id":1,"state":"a"})")));
    CHECK(interpret<judged>(answer(200, R"({"id":0,"state":"a"})")).error().kind == failure_kind::refusal);
    CHECK(interpret<judged>(answer(202, R"({"job_id":""})")).error().kind == failure_kind::refusal);
    CHECK(interpret<judged>(answer(204, "")));
}
