// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/request_body.hpp>

#include "support/hostile_values.hpp"
#include "support/prepared.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;
using namespace everything_api::bodies;
using namespace support;

TEST_CASE("an object of another JSON media type tells null and absent apart") {
    auto const made = request_of_call<merge_patch>({.id = "7", .title = null, .rank = 2});
    CHECK(made.method == method::patch);
    CHECK(made.target == "/v1/notes/7");
    CHECK(type_of(made) == "application/merge-patch+json");
    CHECK(made.body == R"({"title":null,"rank":2})");
    CHECK(request_of_call<merge_patch>({.id = "7"}).body == "{}");
}

TEST_CASE("one member is the whole content") {
    SUBCASE("JSON Patch") {
        auto const made = request_of_call<patch_pod>(
            {.name = "web",
             .changes = {{patch_step::replace("/spec/paused", true),
                          patch_step::remove(json_pointer({"metadata", "labels", "a/b~c"}))}}});
        CHECK(type_of(made) == "application/json-patch+json");
        CHECK(made.target == "/v1/pods/web");
        CHECK(made.body == R"([{"op":"replace","path":"/spec/paused","value":true},)"
                           R"({"op":"remove","path":"/metadata/labels/a~1b~0c"}])");
    }
    SUBCASE("an array") {
        auto const made = request_of_call<set_labels>({.number = 5, .notify = false, .labels = {{{"bug"}, {"ui"}}}});
        CHECK(made.target == "/v1/issues/5/labels?notify=false");
        CHECK(type_of(made) == "application/json");
        CHECK(made.body == R"([{"name":"bug"},{"name":"ui"}])");
        CHECK(request_of_call<set_labels>({.number = 5, .labels = std::vector<label>{}}).body == "[]");
    }
    SUBCASE("any JSON, null and nothing") {
        CHECK(request_of_call<set_value>({.key = "k", .value = json_value("x")}).body == "\"x\"");
        CHECK(request_of_call<set_value>({.key = "k", .value = json_value(1.5)}).body == "1.5");
        auto const empty = request_of_call<set_value>({.key = "k", .value = null});
        CHECK(empty.body == "null");
        CHECK(type_of(empty) == "application/json");
        auto const absent = request_of_call<set_value>({.key = "k"});
        CHECK(!absent.body);
        CHECK(type_of(absent) == "none");
    }
}

TEST_CASE("GET has content where that is declared, and an empty object goes where it is wanted") {
    auto const made = request_of_call<search>({.index = "logs", .query = "a", .size = 3});
    CHECK(made.method == method::get);
    CHECK(made.target == "/v1/logs/_search");
    CHECK(type_of(made) == "application/json");
    CHECK(made.body == R"({"query":"a","size":3})");
    CHECK(request_of_call<touch>({.id = "1"}).body == "{}");
    auto const none = request_of_call<cancel>({.id = "1"});
    CHECK(!none.body);
    CHECK(!none.source);
    CHECK(type_of(none) == "none");
}

TEST_CASE("lines are one JSON value each, and end with a line feed") {
    auto const made = request_of_call<bulk>({.lines = {{index_action{{"logs", "1"}}, json_value{{"text", "a\nb"}}}}});
    CHECK(made.method == method::post);
    CHECK(type_of(made) == "application/x-ndjson");
    CHECK(made.body == "{\"index\":{\"_index\":\"logs\",\"_id\":\"1\"}}\n{\"text\":\"a\\nb\"}\n");
    CHECK(refusal_of_call<bulk>({.lines = std::vector<std::variant<index_action, json_value>>{}}) ==
          "lines must not be empty: it is the lines of the body");
    CHECK(refusal_of_call<bulk>({.lines = {{json_value(1), index_action{{"\xff", {}}}}}})
              .starts_with("lines[1]: $.index._index: "));
    for (auto const& value : hostile_values()) {
        if (detail::count_characters(value) < 0) continue;
        CHECK(request_of_call<bulk>({.lines = {{json_value(value)}}}).body->find('\n') ==
              request_of_call<bulk>({.lines = {{json_value(value)}}}).body->size() - 1);
    }
}

TEST_CASE("a form has a pair for each value, absent ones none and null an empty one") {
    auto const made = request_of_call<subscribe>(
        {.customer = "cus_1",
         .prorate = true,
         .items = {{{.price_id = "price_1", .price_data = {}, .rates = {0.5, 7}},
                    {.price_id = {}, .price_data = price{-100, "eur", interval::month}, .rates = {1}}}},
         .metadata = std::map<std::string, std::string>{{"order id", "17 & more"}, {"z", ""}},
         .coupon = null,
         .trial_end = "now"});
    CHECK(made.target == "/v1/customers/cus_1/subscriptions");
    CHECK(type_of(made) == "application/x-www-form-urlencoded");
    CHECK(made.body == "prorate=true"
                       "&items[0][price]=price_1&items[0][rates][0]=0.5&items[0][rates][1]=7"
                       "&items[1][price_data][unit_amount]=-100&items[1][price_data][currency]=eur"
                       "&items[1][price_data][every]=month&items[1][rates][0]=1"
                       "&metadata[order+id]=17+%26+more&metadata[z]=&coupon=&trial_end=now");
    CHECK(request_of_call<subscribe>({.customer = "c", .metadata = null, .fee_percent = 12.5, .trial_end = 17}).body ==
          "metadata=&fee_percent=12.5&trial_end=17");
    auto const empty = request_of_call<subscribe>({.customer = "c"});
    CHECK(empty.body == "");
    CHECK(type_of(empty) == "application/x-www-form-urlencoded");
    // Of a service whose other endpoints take forms.
    CHECK(!request_of_call<find_customer>({.id = "c"}).body);
}

TEST_CASE("lists of a form are named as the API reads them") {
    CHECK(request_of_call<tag_bracketed>({.tags = {{"a", "b c"}}, .flags = {{true, false}}}).body ==
          "tags[]=a&tags[]=b+c&flags[]=true&flags[]=false");
    CHECK(request_of_call<send_message>({.media_url = {{"http://a/?b=1", "~*-._"}}, .to = "+48"}).body ==
          "MediaUrl=http%3A%2F%2Fa%2F%3Fb%3D1&MediaUrl=%7E*-._&To=%2B48");
}

TEST_CASE("what a form has no pair for is told by its name") {
    using strings = std::vector<std::string>;
    CHECK(refusal_of_call<tag_bracketed>({.tags = strings{}}) ==
          "tags must not be empty: an empty list has no form here");
    CHECK(refusal_of_call<subscribe>({.customer = "c", .metadata = std::map<std::string, std::string>{}}) ==
          "metadata must not be empty: an empty map has no form here");
    for (auto const* key : {"", "a][b", "[", "]"})
        CHECK(
            refusal_of_call<subscribe>({.customer = "c", .metadata = std::map<std::string, std::string>{{key, "x"}}}) ==
            "metadata has a key that is empty or holds a bracket, which would name another value");
    CHECK(refusal_of_call<tag_bracketed>({.tags = strings{"a", "\xff"}}) == "tags[] must be UTF-8");
    CHECK(refusal_of_call<subscribe>({.customer = "c", .items = {{{.rates = {1, std::nan("")}}}}}) ==
          "items[0][rates][1] is not a finite number");
}

TEST_CASE("no value of a form makes another pair") {
    for (auto const& value : hostile_values()) {
        if (detail::count_characters(value) < 0) continue;
        auto const body = *request_of_call<send_message>({.media_url = {{value, value}}, .to = value}).body;
        CHECK(std::count(body.begin(), body.end(), '&') == 2);
        CHECK(std::count(body.begin(), body.end(), '=') == 3);
        CHECK(std::all_of(body.begin(), body.end(), [](char c) { return c > ' ' && c < 0x7f; }));
        if (value.empty() || value.find_first_of("[]") != std::string::npos) continue;
        auto const keyed = *request_of_call<subscribe>(
                                {.customer = "c", .metadata = std::map<std::string, std::string>{{value, value}}})
                                .body;
        CHECK(std::count(keyed.begin(), keyed.end(), '=') == 1);
        CHECK(std::count(keyed.begin(), keyed.end(), '[') == 1);
        CHECK(keyed.find('&') == std::string::npos);
    }
}

TEST_CASE("bytes are the content as they are, of the type that is known best") {
    auto const rows = request_of_call<upload_rows>({.id = "1", .rows = std::string("a,b\r\n\0,\xff\n", 10)});
    CHECK(type_of(rows) == "text/csv; charset=utf-8");
    CHECK(rows.body == std::string("a,b\r\n\0,\xff\n", 10));
    auto const plain = request_of_call<put_object>({.key = "k", .data = file::of("x")});
    CHECK(type_of(plain) == "application/octet-stream");
    CHECK(plain.body == "x");
    auto const typed = request_of_call<put_object>({.key = "k", .data = file::of("x", {.media_type = "image/png"})});
    CHECK(type_of(typed) == "image/png");
    auto const none = request_of_call<put_object>({.key = "k"});
    CHECK(!none.body);
    CHECK(type_of(none) == "none");
    for (auto const* bad : {"png", "image/", "image/png\r\nX-A: b", "image/png; a", "image/png; a=\"", "a b/c", "a/b;"})
        CHECK(refusal_of_call<put_object>({.key = "k", .data = file::of("x", {.media_type = bad})}) ==
              "data has a media type that is none");
}

TEST_CASE("a secret in a form is masked where the request is shown") {
    auto const made =
        prepare<send_message>(idle_client<service>("p w~d/+0"), {.media_url = {{"x p w~d/+0 y"}}, .to = "p w~d/+0"});
    REQUIRE(made);
    CHECK(made->body == "MediaUrl=x+p+w%7Ed%2F%2B0+y&To=p+w%7Ed%2F%2B0");
    std::ostringstream out;
    out << *made;
    CHECK(out.str().find("w%7Ed") == std::string::npos);
    CHECK(out.str().find("MediaUrl=x+[secret]+y&To=[secret]") != std::string::npos);
}
