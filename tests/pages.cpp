// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/pages.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
namespace api = everything_api::conversations;
using support::answer;
using support::scripted_transport;

namespace {

/// Answers one after the other, the last one again and again.
std::shared_ptr<scripted_transport> in_turn(std::vector<http_response> answers) {
    return std::make_shared<scripted_transport>(
        [answers = std::move(answers), at = std::size_t{0}](auto const&, auto const&) mutable -> exchange {
            auto const& one = answers[at];
            if (at + 1 != answers.size()) ++at;
            return one;
        });
}
client<api::paged_service> client_of(std::shared_ptr<scripted_transport> carrier) {
    return client<api::paged_service>(secret("s3cr3t-token"), {}, std::move(carrier));
}

struct walk {
    std::vector<std::string> targets;
    std::vector<std::int64_t> ids;
    std::string failure;
    std::size_t pages = 0;
    bool has_more = false;
};
/// Goes through all pages, moving out of each what it holds.
template <class E>
walk walked(std::shared_ptr<scripted_transport> carrier, request_of<E> const& request = {}, page_options options = {}) {
    walk out;
    auto const client = client_of(carrier);
    auto range = pages<E>(client, request, std::move(options));
    for (auto& page : range) {
        ++out.pages;
        if (!page) {
            out.failure = page.error().message;
            CHECK(page.outcome() == outcome::not_sent);
            continue;
        }
        std::vector<api::item> items;
        if constexpr (requires { page->items; })
            items = std::move(page->items);
        else
            items = std::move(*page);
        for (auto const& one : items) out.ids.push_back(one.id);
    }
    out.has_more = range.has_more();
    for (auto const& one : carrier->requests()) {
        CHECK(one.origin == http_origin{"https", "api.everything.example", 443});
        CHECK(one.fields.find("Authorization") == "Bearer s3cr3t-token");
        out.targets.push_back(one.target);
    }
    return out;
}

using strings = std::vector<std::string>;
using numbers = std::vector<std::int64_t>;

} // namespace

TEST_CASE("a cursor that the response names is given to the next request, until it is absent, null or empty") {
    for (auto const* last : {R"({"items":[{"id":3}]})", R"({"items":[{"id":3}],"metadata":{}})",
                             R"({"items":[{"id":3}],"metadata":{"next_cursor":""}})",
                             R"({"items":[{"id":3}],"metadata":{"next_cursor":null}})"}) {
        auto const got = walked<api::by_cursor>(
            in_turn({answer(200, R"({"items":[{"id":1},{"id":2}],"metadata":{"next_cursor":"a&b=c"}})"),
                     answer(200, last)}),
            {.limit = 2});
        CHECK(got.targets == strings{"/v1/by_cursor?limit=2", "/v1/by_cursor?cursor=a%26b%3Dc&limit=2"});
        CHECK(got.ids == numbers{1, 2, 3});
        CHECK(got.failure.empty());
        CHECK_FALSE(got.has_more);
    }
}

TEST_CASE("a cursor may be made of the page, and a bool may have the last word") {
    auto const got = walked<api::after_last>(in_turn({answer(200, R"({"items":[{"id":1},{"id":2}],"has_more":true})"),
                                                      answer(200, R"({"items":[{"id":5}],"has_more":false})")}));
    CHECK(got.targets == strings{"/v1/after_last", "/v1/after_last?starting_after=2"});
    CHECK(got.ids == numbers{1, 2, 5});
    CHECK(walked<api::after_last>(in_turn({answer(200, R"({"items":[{"id":1}]})")})).pages == 1);
}

TEST_CASE("a continue token") {
    auto const got =
        walked<api::continued>(in_turn({answer(200, R"({"items":[{"id":1}],"metadata":{"continue":"x"}})"),
                                        answer(200, R"({"items":[{"id":2}],"metadata":{"continue":""}})")}));
    CHECK(got.targets == strings{"/v1/continued?limit=2", "/v1/continued?limit=2&continue=x"});
}

TEST_CASE("offsets grow by the items of each page, until the total, a short page or an empty one") {
    auto const two = answer(200, R"({"items":[{"id":1},{"id":2}]})");
    auto const empty = walked<api::by_offset>(in_turn({two, two, answer(200, R"({"items":[]})")}), {.offset = 10});
    CHECK(empty.targets == strings{"/v1/by_offset?offset=10", "/v1/by_offset?offset=12", "/v1/by_offset?offset=14"});
    auto const of_four = answer(200, R"({"items":[{"id":1},{"id":2}],"total":4})");
    CHECK(walked<api::by_offset>(in_turn({of_four})).targets == strings{"/v1/by_offset", "/v1/by_offset?offset=2"});
    auto const brief = walked<api::by_offset>(in_turn({two, answer(200, R"({"items":[{"id":9}]})")}), {.limit = 2});
    CHECK(brief.targets == strings{"/v1/by_offset?limit=2", "/v1/by_offset?offset=2&limit=2"});
}

TEST_CASE("numbers of pages, from the first one on") {
    auto const full = answer(200, R"([{"id":1}])");
    CHECK(walked<api::by_number>(in_turn({full, full, answer(200, "[]")})).targets ==
          strings{"/v1/by_number", "/v1/by_number?page=2", "/v1/by_number?page=3"});
    auto const of_three = answer(200, R"({"items":[{"id":1}],"total":3})");
    CHECK(walked<api::by_number_of>(in_turn({of_three})).targets ==
          strings{"/v1/by_number_of", "/v1/by_number_of?page=1", "/v1/by_number_of?page=2"});
    auto const over = walked<api::by_number>(in_turn({full}), {.page = 254});
    CHECK(over.targets == strings{"/v1/by_number?page=254", "/v1/by_number?page=255"});
    CHECK(over.failure == "the number of the next page does not fit its member of the request");
}

TEST_CASE("the Link field leads to the next page") {
    auto const got = walked<api::by_link>(
        in_turn({answer(200, R"([{"id":1}])",
                        {{"Link", R"(<https://api.everything.example/v1/by_link?per_page=1&page=2>; rel="next", )"
                                  R"(<https://evil.example/last>; rel="last")"}}),
                 answer(200, R"([{"id":2}])", {{"link", "</v1/by_link?page=3>; REL=next"}}),
                 answer(200, R"([{"id":3}])", {{"Link", R"(<?page=1>; rel="first prev")"}})}),
        {.per_page = 1});
    CHECK(got.targets == strings{"/v1/by_link?per_page=1", "/v1/by_link?per_page=1&page=2", "/v1/by_link?page=3"});
    CHECK(got.ids == numbers{1, 2, 3});
    CHECK(got.failure.empty());
}

TEST_CASE("a URL in the content leads to the next page, absolute or relative to the page before") {
    auto const page = [](std::string const& next) {
        return answer(200, R"({"items":[{"id":1}],"next_page_uri":")" + next + "\"}");
    };
    auto const got =
        walked<api::by_url>(in_turn({page("/v2/by_url/b?page=2"), page("c?page=3"), page("?page=4"),
                                     page("https://api.everything.example:443/v1/by_url?page=5"), page("")}));
    CHECK(got.targets == strings{"/v1/by_url", "/v2/by_url/b?page=2", "/v2/by_url/c?page=3", "/v2/by_url/c?page=4",
                                 "/v1/by_url?page=5"});
    CHECK(got.failure.empty());
    CHECK(walked<api::by_url>(in_turn({page("d?page=2"), page("e"), page("")})).targets ==
          strings{"/v1/by_url", "/v1/d?page=2", "/v1/e"});
}

TEST_CASE("a next page elsewhere is a failure, and nothing goes there") {
    for (std::string const next :
         {"https://evil.example/v1/by_url?page=2", "//evil.example/", "http://api.everything.example/v1/by_url",
          "https://api.everything.example:8443/v1/by_url", "https://api.everything.example@evil.example/",
          "https://s3cr3t-token@api.everything.example/"}) {
        CAPTURE(next);
        auto const got =
            walked<api::by_url>(in_turn({answer(200, R"({"items":[{"id":1}],"next_page_uri":")" + next + "\"}")}));
        CHECK(got.targets == strings{"/v1/by_url"});
        CHECK(got.pages == 2);
        CHECK(got.failure.find("it is not followed, and no credential goes there") != std::string::npos);
        CHECK(got.failure.find("s3cr3t") == std::string::npos);
        CHECK_FALSE(got.has_more);
    }
}

TEST_CASE("pages that go round end in a failure") {
    auto const to = [](std::string const& cursor) {
        return answer(200, R"({"items":[],"metadata":{"next_cursor":")" + cursor + "\"}}");
    };
    auto const same = walked<api::by_cursor>(in_turn({to("a")}));
    CHECK(same.targets == strings{"/v1/by_cursor", "/v1/by_cursor?cursor=a"});
    CHECK(same.failure == "the page names as the next one a page that was there before: the pages would never end");
    for (int length : {2, 3, 7, 40}) {
        auto const carrier = std::make_shared<scripted_transport>(
            [&, at = 0](auto const&, auto const&) mutable -> exchange { return to(std::to_string(at++ % length)); });
        auto const got = walked<api::by_cursor>(carrier);
        CHECK(got.pages >= static_cast<std::size_t>(length));
        CHECK(got.pages <= static_cast<std::size_t>(4 * length + 2));
        CHECK(got.failure.find("would never end") != std::string::npos);
    }
    CHECK(walked<api::by_link>(in_turn({answer(200, "[]", {{"Link", "<?p=2>; rel=next"}})})).pages == 3);
}

TEST_CASE("a page that fails is the last element, as it is") {
    auto const client =
        client_of(in_turn({answer(200, R"({"items":[],"metadata":{"next_cursor":"a"}})"), answer(404, "gone")}));
    std::vector<int> statuses;
    for (auto& page : pages<api::by_cursor>(client)) {
        statuses.push_back(page.info().status);
        if (!page) CHECK(page.outcome() == outcome::rejected);
    }
    CHECK(statuses == std::vector<int>{200, 404});
}

TEST_CASE("the way to the next page may lie beside the payload, in the envelope") {
    auto const both = [] {
        return in_turn({answer(200, R"({"result":[{"id":1},{"id":2}],"metadata":{"next_cursor":"a&b"}})"),
                        answer(200, R"({"result":[{"id":3}],"metadata":{}})")});
    };
    auto const got = walked<api::by_cursor_of_envelope>(both());
    CHECK(got.targets == strings{"/v1/wrapped", "/v1/wrapped?cursor=a%26b"});
    CHECK(got.ids == numbers{1, 2, 3});
    CHECK(got.failure.empty());
    numbers ids;
    CHECK_FALSE(for_each_item<api::by_cursor_of_envelope>(client_of(both()), {},
                                                          [&](api::item const& one) { ids.push_back(one.id); }));
    CHECK(ids == numbers{1, 2, 3});
    auto const counted =
        walked<api::by_offset_of_envelope>(in_turn({answer(200, R"({"result":[{"id":1},{"id":2}],"total":3})"),
                                                    answer(200, R"({"result":[{"id":3}],"total":3})")}));
    CHECK(counted.targets == strings{"/v1/offset", "/v1/offset?offset=2"});
    CHECK(counted.ids == numbers{1, 2, 3});
}

TEST_CASE("a page in an envelope that is no success is the last, and is as a call tells it") {
    for (auto const& last : {answer(200, R"({"ok":false,"metadata":{"next_cursor":"b"}})"),
                             answer(200, R"({"metadata":{"next_cursor":"b"}})"), answer(200, R"({"result":7})"),
                             answer(503, R"({"result":[]})"), answer(404, "none")}) {
        auto const client = client_of(in_turn({answer(200, R"({"result":[],"metadata":{"next_cursor":"a"}})"), last}));
        auto const alone = interpret<api::by_cursor_of_envelope>(last);
        std::size_t count = 0;
        for (auto& page : pages<api::by_cursor_of_envelope>(client, {}, {.call = {.retry = no_retry}})) {
            if (++count != 2) continue;
            REQUIRE(!page);
            CHECK(to_string(page.error()) == to_string(alone.error()));
            CHECK(page.error().kind == alone.error().kind);
            CHECK(page.outcome() == alone.outcome());
        }
        CHECK(count == 2);
    }
}

TEST_CASE("so many pages and no more") {
    auto const page = [](std::string cursor) {
        return answer(200, R"({"items":[],"metadata":{"next_cursor":")" + cursor + "\"}}");
    };
    auto const got = walked<api::by_cursor>(in_turn({page("a"), page("b"), page("c")}), {}, {.most = 2});
    CHECK(got.targets.size() == 2);
    CHECK(got.failure.empty());
    CHECK(got.has_more);
    CHECK(walked<api::by_cursor>(in_turn({page("a")}), {}, {.most = 0}).targets.empty());
}

TEST_CASE("the next request may be made by the endpoint") {
    auto const carrier = in_turn({answer(200, R"({"items":[{"id":1}]})"), answer(200, R"({"items":[]})")});
    auto const got = walked<api::by_body>(carrier, {.query = "q"});
    CHECK(got.pages == 2);
    CHECK(carrier->requests()[0].body == R"({"query":"q"})");
    CHECK(carrier->requests()[1].body == R"({"query":"q","after":"1"})");
}

TEST_CASE("items of all pages, until one fails or enough were there") {
    auto const carrier = [] {
        return in_turn({answer(200, R"({"items":[{"id":1},{"id":2}],"metadata":{"next_cursor":"a"}})"),
                        answer(200, R"({"items":[{"id":3}],"metadata":{"next_cursor":"b"}})"), answer(403, "no")});
    };
    std::vector<std::int64_t> ids;
    auto const failed =
        for_each_item<api::by_cursor>(client_of(carrier()), {}, [&](api::item const& one) { ids.push_back(one.id); });
    REQUIRE(failed);
    CHECK(failed->info.status == 403);
    CHECK(ids == numbers{1, 2, 3});
    ids.clear();
    auto const there = carrier();
    CHECK_FALSE(for_each_item<api::by_cursor>(client_of(there), {}, [&](api::item const& one) {
        ids.push_back(one.id);
        return ids.size() < 2;
    }));
    CHECK(ids == numbers{1, 2});
    CHECK(there->requests().size() == 1);
    ids.clear();
    CHECK_FALSE(for_each_item<api::by_number>(client_of(in_turn({answer(200, R"([{"id":4}])"), answer(200, "[]")})), {},
                                              [&](api::item const& one) { ids.push_back(one.id); }));
    CHECK(ids == numbers{4});
}

TEST_CASE("a call may go where an answer's link leads") {
    auto const carrier = in_turn({answer(200, "[]")});
    auto const client = client_of(carrier);
    CHECK(invoke<api::by_link>(client, {}, {.link = "/v1/by_link?after=9"}));
    CHECK(carrier->requests()[0].target == "/v1/by_link?after=9");
    auto const elsewhere = invoke<api::by_link>(client, {}, {.link = "https://evil.example/"});
    REQUIRE_FALSE(elsewhere);
    CHECK(elsewhere.outcome() == outcome::not_sent);
    CHECK(carrier->requests().size() == 1);
}
