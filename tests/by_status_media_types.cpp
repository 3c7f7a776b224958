// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_media_types.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace apibind;
using namespace everything_api::media_types;
using support::answer;

namespace {

http_response of_type(int status, std::string body, std::string type) {
    return answer(status, std::move(body), {{"Content-Type", std::move(type)}});
}
template <class E>
std::string accept_of() {
    client<service> const it({}, std::make_shared<support::scripted_transport>(answer(200, "")));
    return std::string(prepare<E>(it, {})->fields.find("Accept").value_or("none"));
}

} // namespace

TEST_CASE("of one status the media type decides") {
    auto const list = interpret<find_orders>(of_type(200, R"([{"id":7,"state":"new"}])", "application/json"));
    REQUIRE(list);
    CHECK(list->index() == 0);
    CHECK(list->get_if<std::vector<order>>()->at(0).id == 7);

    // Without parameters, in any case (RFC 9110 section 8.3.1).
    auto const table = interpret<find_orders>(of_type(200, "id\n7\n", "Text/CSV; charset=utf-8"));
    REQUIRE(table);
    CHECK(*table->get_if<content>() == content{"id\n7\n", "Text/CSV"});
    CHECK(!table->holds<std::vector<order>>());

    CHECK(interpret<find_orders>(of_type(202, R"({"job_id":"j"})", "text/plain"))->holds<job>());
    CHECK(interpret<find_orders>(answer(202, R"({"job_id":"j"})"))->holds<job>());
}

TEST_CASE("a media type that no entry takes is no declared response") {
    auto const page = interpret<find_orders>(of_type(200, "<html>", "text/html"));
    REQUIRE(!page);
    CHECK(page.error().kind == failure_kind::undecodable);
    CHECK(page.error().message ==
          "HTTP 200, but its content is not the declared response: field Content-Type: expected a media type that the "
          "endpoint lists for this status, found text/html (unknown value, byte 0): <html>");
    CHECK(page.outcome() == outcome::executed);
    auto const untold = interpret<find_orders>(answer(200, "[]"));
    REQUIRE(!untold);
    CHECK(untold.error().decode->found == "none");
    auto const unlisted = interpret<find_orders>(of_type(201, "[]", "application/json"));
    CHECK(unlisted.error().decode->path == "status");
    // Of a response the first entry that fits is the only one.
    CHECK(!interpret<find_orders>(of_type(200, "{}", "application/json")));
}

TEST_CASE("an entry that names no media type takes what the others do not") {
    auto const found =
        interpret<export_orders>(of_type(200, R"({"id":7,"state":"new"})", "application/vnd.order+json"));
    REQUIRE(found);
    CHECK(found->value.holds<order>());
    for (auto const* other : {"application/json", "text/csv", "application/vnd.order"})
        CHECK(interpret<export_orders>(of_type(200, "x", other))->value.get_if<content>()->media_type == other);
    CHECK(interpret<export_orders>(answer(200, "x"))->value.holds<content>());
}

TEST_CASE("errors are told apart by their media types") {
    auto const of = [](http_response const& it) { return interpret<cancel_orders>(it).error().vendor_error; };
    CHECK(of(of_type(409, R"({"title":"t"})", "application/problem+json"))->get_if<problem_details>()->title == "t");
    CHECK(of(of_type(503, R"({"title":"t"})", "application/problem+json"))->holds<problem_details>());
    CHECK(of(of_type(409, R"({"message":"m"})", "application/json; charset=utf-8"))->get_if<trouble>()->message == "m");
    CHECK(of(of_type(502, "<h1>Bad</h1>", "text/html"))->get_if<content>()->media_type == "text/html");
    CHECK(of(of_type(404, "no", "text/plain"))->get_if<content>()->data == "no");
    CHECK(!of(of_type(502, "x", "image/png")));
    CHECK(!of(of_type(502, "{}", "application/json"))); // is that of a 4xx
    CHECK(!of(answer(409, R"({"message":"m"})")));
}

TEST_CASE("accept lists the media types that are named") {
    CHECK(accept_of<find_orders>() == "application/json, text/csv, application/problem+json, text/*;q=0.5");
    CHECK(accept_of<export_orders>() ==
          "application/vnd.order+json, application/problem+json, application/json;q=0.5, text/*;q=0.5, */*;q=0.5");
    CHECK(accept_of<cancel_orders>() == "application/json, application/problem+json, text/*;q=0.5");
}

TEST_CASE("the most exact entry is that of the status, then that of the media type") {
    using table = detail::statuses_table;
    CHECK(table::fit("text/csv", "TEXT/csv") > table::fit("text/*", "text/csv"));
    CHECK(table::fit("text/*", "Text/csv") > table::fit("", "text/csv"));
    CHECK(table::fit("", "") != 0);
    for (auto const* other : {"text", "text/csvx", "texts/csv", "application/csv", ""}) {
        CHECK(table::fit("text/csv", other) == 0);
        CHECK(table::fit("text/*", other) == (other == std::string("text/csvx") ? 2 : 0));
    }
}
