// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <apibind/invoke_all.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;
using support::scripted_transport;

namespace {

client<service> client_with(exchange what) {
    return client<service>(secret("s3cr3t-token-of-mine"), {}, std::make_shared<scripted_transport>(std::move(what)));
}
std::string accept_of(auto const& prepared) {
    return std::string(prepared->fields.find("Accept").value_or("none"));
}

} // namespace

TEST_CASE("an answer without content is done or not, whatever comes") {
    static_assert(std::is_void_v<response_of<remove_order>>);
    for (auto const& done : {answer(204, ""), answer(200, "<p>gone</p>", {{"Content-Type", "text/html"}}),
                             answer(200, "{\"id\":1}"), answer(200, "\0\xff")}) {
        auto const removed = interpret<remove_order>(done);
        CHECK(removed);
        CHECK(removed.has_value());
        CHECK(removed.outcome() == outcome::executed);
        CHECK(removed.info().status == done.status);
        CHECK_NOTHROW(removed.value());
    }
    auto const refused = interpret<remove_order>(answer(404, R"({"message":"no such order","code":7})"));
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::status);
    CHECK(refused.error().vendor_error->code == 7);
    CHECK(refused.outcome() == outcome::rejected);
    CHECK_THROWS_AS(refused.value(), bad_result_access);
    auto copy = refused;
    CHECK(std::move(copy).error().message == refused.error().message);

    auto const client = client_with(answer(204, ""));
    CHECK(invoke<remove_order>(client, {.id = 7}));
    auto const all =
        invoke_all<remove_order>(client, {{.id = 7}, {.id = 8}}, [](auto const& request, auto const& result) {
            static_assert(std::is_same_v<std::remove_cvref_t<decltype(result)>, result_of<remove_order>>);
            CHECK(request.id > 6);
            CHECK(result);
        });
    CHECK(all.executed == 2);
    CHECK(!invoke<remove_order>(client_with(transport_failure{phase::await, transport_error::timeout, "late", {}}),
                                {.id = 7}));
}

TEST_CASE("content comes as it is") {
    std::string const bytes("%PDF\0\xff\n", 7);
    auto const pdf = interpret<invoice>(answer(200, bytes, {{"content-type", "application/pdf; v=1"}}));
    REQUIRE(pdf);
    CHECK(*pdf == content{bytes, "application/pdf"});
    CHECK(interpret<invoice>(answer(200, ""))->media_type.empty());
    CHECK(!interpret<invoice>(answer(500, bytes)));
}

TEST_CASE("what is accepted follows from the types of the answer") {
    auto const client = client_with(answer(204, ""));
    CHECK(accept_of(prepare<remove_order>(client, {.id = 7})) == "application/json");
    CHECK(accept_of(prepare<invoice>(client, {.id = 7})) == "*/*");
    CHECK(accept_of(prepare<spreadsheet>(client)) == "text/csv");
    CHECK(accept_of(prepare<place>(client, {.id = 7})) == "application/json");
    CHECK(accept_of(prepare<charge>(client, {.id = 7})) == "application/json, application/problem+json");
    CHECK(accept_of(prepare<charge_more>(client, {.id = 7})) == "application/json, application/problem+json");
    CHECK(accept_of(prepare<find_article>(client, {.id = 7})) == "application/vnd.api+json");
    CHECK(accept_of(prepare<remove_order>(client, {.id = 7}, {.fields = {{"Accept", "text/plain"}}})) == "text/plain");
}

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

TEST_CASE("fields are typed members") {
    auto const found = interpret<find>(answer(200, R"({"id":7,"state":"new"})",
                                              {{"Etag", "\"v1\""},
                                               {"x-rate-limit-remaining", "59"},
                                               {"X-Cache", "miss"},
                                               {"Link", "</a>; rel=next"},
                                               {"link", "</b>; rel=last, </c,d>; rel=\"e, f\""},
                                               {"Deprecation", "true"},
                                               {"Age", "1.5"}}));
    REQUIRE(found);
    CHECK(found->value.id == 7);
    CHECK(found->fields.etag == "\"v1\"");
    CHECK(found->fields.x_rate_limit_remaining == 59);
    CHECK(found->fields.x_cache == cache::miss);
    CHECK(found->fields.link == std::vector<std::string>{"</a>; rel=next", "</b>; rel=last", "</c,d>; rel=\"e, f\""});
    CHECK(found->fields.deprecation == true);
    CHECK(found->fields.age == 1.5);

    auto const bare_one = interpret<find>(answer(200, R"({"id":7,"state":"new"})", {{"ETag", "x"}}));
    CHECK(!bare_one->fields.x_rate_limit_remaining);
    CHECK(bare_one->fields.link.empty());
    auto const without = interpret<find>(answer(200, R"({"id":7,"state":"new"})"));
    REQUIRE(!without);
    CHECK(without.error().decode->path == "field ETAG");
    CHECK(without.error().decode->reason == decode_reason::missing);
    CHECK(without.outcome() == outcome::executed);

    // An optional one that does not read loses nothing.
    http_fields const odd{{"ETag", "x"}, {"X-Rate-Limit-Remaining", "many"}, {"Deprecation", "?1"}, {"Age", "1e999"}};
    auto const noted = interpret<find>(answer(200, R"({"id":7,"state":"new"})", odd));
    REQUIRE(noted);
    CHECK(!noted->fields.x_rate_limit_remaining);
    CHECK(noted.info().notes.size() == 3);
    CHECK(noted.info().notes[0].path == "field X-RATE-LIMIT-REMAINING");
    auto const strict = interpret<find>(answer(200, R"({"id":7,"state":"new"})", odd), {.strict = true});
    REQUIRE(!strict);
    CHECK(strict.error().message.find("field X-RATE-LIMIT-REMAINING: expected an integer or null, found the text "
                                      "\"many\"") != std::string::npos);
}

TEST_CASE("fields stand around any answer") {
    CHECK(interpret<create>(answer(201, "", {{"Location", "/orders/8"}}))->fields.location == "/orders/8");
    CHECK(!interpret<create>(answer(201, "")));
    auto const restored = interpret<restore>(answer(202, "", {{"ETag", "x"}}));
    CHECK(restored->value.holds<void>());
    CHECK(restored->fields.etag == "x");
    CHECK(interpret<restore>(answer(200, R"({"id":7,"state":"s"})", {{"ETag", "x"}}))->value.get_if<order>()->id == 7);
}

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

TEST_CASE("a success of another media type is told as that") {
    auto const page =
        interpret<find>(answer(200, "<html>log in</html>", {{"Content-Type", "text/html; charset=utf-8"}}));
    CHECK(page.error().message == "HTTP 200, but its content is text/html, not JSON: <html>log in</html>");
    CHECK(page.error().decode->reason == decode_reason::malformed);
    auto const nothing = interpret<find>(answer(204, ""));
    CHECK(nothing.error().message ==
          "HTTP 204, but its content is empty: where that is a success, the response is void");
    CHECK(interpret<find>(answer(200, "{", {{"Content-Type", "application/hal+json"}}))
              .error()
              .message.starts_with("HTTP 200, but its content is not the declared response: $"));
}

TEST_CASE("errors of every form show no secret") {
    std::string const token = "s3cr3t-token-of-mine";
    auto const show = [&](http_response it) {
        auto const result = invoke<place>(client_with(std::move(it)), {.id = 7});
        REQUIRE(result.error().vendor_error);
        return result.error().vendor_error->visit([](auto const& one) -> std::string {
            if constexpr (requires { one.data; })
                return one.data + one.media_type;
            else if constexpr (requires { one.what; })
                return one.what;
            else
                return one.message;
        }) + result.error().message +
               result.error().excerpt;
    };
    for (auto const& text :
         {show(answer(404, R"({"what":")" + token + "\"}")), show(answer(422, R"({"message":")" + token + "\"}")),
          show(answer(500, "x " + token, {{"Content-Type", token}}))}) {
        CHECK(text.find(token) == std::string::npos);
        CHECK(text.find("[secret]") != std::string::npos);
    }
    auto const field = invoke<find>(client_with(answer(200, R"({"id":7,"state":"s"})", {{"Age", token}})), {.id = 7});
    CHECK(to_string(field.error()).find(token) == std::string::npos);
}

namespace answer_form_tests {

/// Records inside an answer by status, with fields around it.
struct counted : service {
    static constexpr auto route = apibind::get("/counted");
    struct request {};
    using response = with_fields<by_status<on<200, std::vector<order>>, on<204, void>>, created_fields>;
    static outcome outcome_of(order const& one) { return one.id > 0 ? outcome::executed : outcome::rejected; }
};
BOOST_DESCRIBE_STRUCT(counted::request, (), ())
static_assert(valid<counted>);

/// `accepted` is asked about what there is.
struct judged : service {
    static constexpr auto route = apibind::get("/judged");
    using request = counted::request;
    using response = by_status<on<200, order>, on<202, job>, on<204, void>>;
    static bool accepted(order const& one) { return one.id > 0; }
    static bool accepted(job const& one) { return !one.job_id.empty(); }
    static bool accepted(no_content) { return true; }
};
static_assert(valid<judged>);

} // namespace answer_form_tests

TEST_CASE("outcomes are folded over the parts of an answer") {
    using answer_form_tests::counted;
    http_fields const fields{{"Location", "/x"}};
    CHECK(interpret<counted>(answer(200, R"([{"id":1,"state":"a"},{"id":0,"state":"b"}])", fields)).outcome() ==
          outcome::partial);
    CHECK(interpret<counted>(answer(200, R"([{"id":0,"state":"b"}])", fields)).outcome() == outcome::rejected);
    CHECK(interpret<counted>(answer(204, "", fields)).outcome() == outcome::executed);
}

TEST_CASE("each part of an answer by status is asked whether it is accepted") {
    using answer_form_tests::judged;
    CHECK(interpret<judged>(answer(200, R"({"id":1,"state":"a"})")));
    CHECK(interpret<judged>(answer(200, R"({"id":0,"state":"a"})")).error().kind == failure_kind::refusal);
    CHECK(interpret<judged>(answer(202, R"({"job_id":""})")).error().kind == failure_kind::refusal);
    CHECK(interpret<judged>(answer(204, "")));
}

TEST_CASE("requests say what they accept, byte by byte") {
    auto const text = [](auto const& prepared) {
        REQUIRE(prepared);
        std::ostringstream out;
        out << *prepared;
        return out.str();
    };
    auto const of_service = client_with(answer(204, ""));
    std::string const agent = "User-Agent: apibind/" APIBIND_VERSION "\n";
    std::string const behind = agent + "Authorization: Bearer [secret]\n";
    std::string const host = " HTTP/1.1\nHost: answers.example\n";
    CHECK(text(prepare<remove_order>(of_service, {.id = 7})) ==
          "DELETE /v1/orders/7" + host + "Accept: application/json\n" + behind);
    CHECK(text(prepare<invoice>(of_service, {.id = 7})) ==
          "GET /v1/orders/7/invoice" + host + "Accept: */*\n" + behind);
    CHECK(text(prepare<complete>(of_service, {.prompt = "p"})) ==
          "POST /v1/complete" + host + "Accept: text/event-stream\n" + agent +
              "Content-Type: application/json\nAuthorization: Bearer [secret]\n\n{\"prompt\":\"p\"}\n");
    CHECK(text(prepare<export_rows>(of_service)) == "GET /v1/rows" + host + "Accept: application/x-ndjson\n" + behind);
    client<wrapping> const of_wrapping(secret("s3cr3t-token-of-mine"), {},
                                       std::make_shared<scripted_transport>(answer(204, "")));
    CHECK(text(prepare<get_order>(of_wrapping, {.id = 7})) ==
          "GET /v1/wrapped/7" + host + "Accept: application/json\n" + behind);
    CHECK(invoke<ping>(of_wrapping));
}
