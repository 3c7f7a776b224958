// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/type_family.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;
using namespace support;

namespace type_family_tests {

struct tree {
    int value = 0;
    std::unique_ptr<tree> left{};
    std::shared_ptr<tree> right{};
    std::vector<tree> list{};
    std::map<std::string, tree> map{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (value, left, right, list, map))

struct needed {
    required<std::string> text;
};
BOOST_DESCRIBE_STRUCT(needed, (), (text))
struct holder {
    std::unique_ptr<needed> one{};
    std::vector<std::shared_ptr<int>> many{};
};
BOOST_DESCRIBE_STRUCT(holder, (), (one, many))

struct person {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(person, (), (name))
using person_or_id = std::variant<std::string, person>;

} // namespace type_family_tests
using namespace type_family_tests;

TEST_CASE("a pointer that owns is absent where it is null") {
    tree it;
    it.left = std::make_unique<tree>();
    it.left->value = 1;
    it.right = std::make_shared<tree>();
    it.list.emplace_back();
    auto const json = R"({"value":0,"left":{"value":1,"list":[],"map":{}},"right":{"value":0,"list":[],"map":{}},)"
                      R"("list":[{"value":0,"list":[],"map":{}}],"map":{}})";
    CHECK(json_of(it) == json);
    CHECK(again<tree>(json) == json);
    CHECK(again<tree>(R"({"left":null,"value":1,"list":[],"map":{"k":{"value":2,"list":[],"map":{}}}})") ==
          R"({"value":1,"list":[],"map":{"k":{"value":2,"list":[],"map":{}}}})");
    CHECK(again<holder>(R"({"one":{"text":"x"},"many":[1,null]})") == R"({"one":{"text":"x"},"many":[1,null]})");
    CHECK(again<holder>(R"({"one":{},"many":[]})").find("$.one.text") != std::string::npos);
    CHECK(text_again<std::unique_ptr<int>>("5") == "no text"); // a URL drops the pair of a pointer, as of an optional
}

TEST_CASE("reading replaces what a pointer owned, and shares nothing that was shared") {
    auto const shared = std::make_shared<int>(1);
    holder it;
    it.many = {shared};
    it.one = std::make_unique<needed>(needed{"old"});
    CHECK(!read_json(R"({"many":[2]})", it));
    CHECK(!it.one);
    CHECK(*it.many[0] == 2);
    CHECK(*shared == 1);
}

TEST_CASE("depth is bounded through pointers as well") {
    std::string json = R"({"value":0,"list":[],"map":{}})";
    for (int i = 0; i != 126; ++i) json = R"({"value":0,"left":)" + json + R"(,"list":[],"map":{}})";
    CHECK(again<tree>(json) == json);
    CHECK(again<tree>(R"({"value":0,"left":)" + json + R"(,"list":[],"map":{}})").find("too deep") !=
          std::string::npos);
    tree deep;
    for (int i = 0; i != 200; ++i) {
        auto next = std::make_unique<tree>(std::move(deep));
        deep = tree();
        deep.left = std::move(next);
    }
    CHECK(json_of(deep).find("too deep") != std::string::npos);
}

TEST_CASE("a text or an object, by its shape") {
    CHECK(again<person_or_id>("\"u1\"") == "\"u1\"");
    CHECK(again<person_or_id>(R"({"name":"x"})") == R"({"name":"x"})");
    CHECK(again<person_or_id>("7") == "! $: expected a string or an object, found the number 7 (wrong type, byte 0)");
    CHECK(again<person_or_id>(R"({"name":7})") ==
          "! $.name: expected a string, found the number 7 (wrong type, byte 8)");
    CHECK(again<std::vector<person_or_id>>(R"(["u1",{"name":"x"}])") == R"(["u1",{"name":"x"}])");
}
