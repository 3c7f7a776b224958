// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/additional_properties.hpp>

#include "support/travelling.hpp"
#include <apibind/json_value.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using namespace support;

namespace additional_properties_tests {

struct labels {
    std::string id;
    std::optional<int> size{};
    additional_properties<std::string> more{};
};
BOOST_DESCRIBE_STRUCT(labels, (), (id, size, more))
struct anything {
    additional_properties<json_value> all{};
};
BOOST_DESCRIBE_STRUCT(anything, (), (all))
struct extended : labels {
    int code = 0;
    additional_properties<int> numbers{};
};
BOOST_DESCRIBE_STRUCT(extended, (labels), (code, numbers))
static_assert(detail::node_of<extended>.wrong == detail::fault::additional_not_last); // that of the base is not
struct of_struct {
    int a = 0;
    additional_properties<std::vector<labels>> more{};
};
BOOST_DESCRIBE_STRUCT(of_struct, (), (a, more))

} // namespace additional_properties_tests
using namespace additional_properties_tests;

TEST_CASE("members that a struct does not name are taken, and written back behind the others") {
    labels it{"1", {}, {}};
    it.more = {{"b", "2"}, {"a \"q\"", "1"}};
    auto const json = R"({"id":"1","a \"q\"":"1","b":"2"})";
    CHECK(json_of(it) == json);
    CHECK(again<labels>(R"({"b":"2","id":"1","a \u0022q\u0022":"1"})", {.strict = true}) == json);
    CHECK(again<labels>(R"({"id":"1"})") == R"({"id":"1"})");
    CHECK(json_of(anything{}) == "{}");
    CHECK(again<anything>(R"({"a":[1,{"b":null}],"":true,"all":2})") == R"({"":true,"a":[1,{"b":null}],"all":2})");
    CHECK(again<of_struct>(R"({"x":[{"id":"1","y":"z"}],"a":3})") == R"({"a":3,"x":[{"id":"1","y":"z"}]})");
}

TEST_CASE("what is wrong with one has its place") {
    CHECK(again<labels>(R"({"id":"1","x":5})") == "! $.x: expected a string, found the number 5 (wrong type, byte 14)");
    CHECK(again<labels>(R"({"id":"1","x":"1","x":"2"})").find("$.x: expected each key once") != std::string::npos);
    CHECK(again<labels>(R"({"x":"1"})") == "! $.id: expected a string, found nothing (missing, byte 0)");
    CHECK(again<labels>(R"({"id":"1","id":"2"})").find("duplicate") != std::string::npos);
    CHECK(again<labels>(R"({"id":"1","x":"\ud800"})").find("invalid UTF-8") != std::string::npos);
}

TEST_CASE("a key that a member has is not written twice") {
    labels it{"1", {}, {}};
    it.more["id"] = "2";
    CHECK(json_of(it) == "! $.id: a key of additional_properties that a member has (duplicate)");
    it.more = {{"size", "big"}}; // is absent, and would be read as the member
    CHECK(json_of(it) == "! $.size: a key of additional_properties that a member has (duplicate)");
    it.more = {{"a\xff", "x"}};
    CHECK(json_of(it).find("no UTF-8") != std::string::npos);
}

TEST_CASE("what was there before is replaced") {
    labels it{"1", {}, {}};
    it.more["old"] = "x";
    CHECK(!read_json(R"({"id":"2","new":"y"})", it));
    CHECK(it.more == additional_properties<std::string>{{"new", "y"}});
    CHECK(!read_json(R"({"id":"2"})", it));
    CHECK(it.more.empty());
}

TEST_CASE("elsewhere it is a map") {
    CHECK(again<additional_properties<int>>(R"({"a":1})") == R"({"a":1})");
    CHECK(again<std::optional<additional_properties<int>>>("null") == "null");
    CHECK(additional_properties<int>{{"a", 1}} ==
          additional_properties<int>(std::map<std::string, int, std::less<>>{{"a", 1}}));
}
