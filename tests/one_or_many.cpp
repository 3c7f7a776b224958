// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/one_or_many.hpp>

#include "support/travelling.hpp"
#include <apibind/required.hpp>
#include <apibind/type_table.hpp>

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

using apibind::one_or_many;
using strings = one_or_many<std::string>;

TEST_CASE("it is a list whose only element stands for itself") {
    CHECK(apibind::detail::node_of<strings>.form == apibind::detail::shape::list);
    CHECK(apibind::detail::node_of<strings>.single);
    CHECK(!apibind::detail::node_of<std::vector<std::string>>.single);
}

TEST_CASE("it is made and compared as a vector is") {
    CHECK(strings().empty());
    CHECK(strings{"a", "b"}.size() == 2);
    CHECK(strings(std::vector<std::string>{"a"}) == strings{"a"});
    CHECK(strings(3, "x").size() == 3);
    CHECK(!(strings{"a"} == strings{"b"}));
    apibind::required<strings> const one = {{"a"}}, two = {{"a", "b"}};
    CHECK(one.value() == strings{"a"});
    CHECK(two.value() == strings{"a", "b"});
}

TEST_CASE("booleans are one or many too") {
    using booleans = one_or_many<bool>;
    CHECK(support::json_of(booleans{true}) == "true");
    CHECK(support::json_of(booleans{true, false}) == "[true,false]");
    CHECK(support::json_of(booleans{}) == "[]");
    CHECK(support::again<booleans>("false") == "false");
    CHECK(support::again<booleans>("[false]") == "false");
    CHECK(support::again<booleans>("[false,true]") == "[false,true]");
    CHECK(support::again<booleans>("1") ==
          "! $: expected a boolean or an array, found the number 1 (wrong type, byte 0)");
    CHECK(support::again<booleans>("nope").find("malformed") != std::string::npos);
    using either = std::variant<booleans, std::string>;
    CHECK(support::again<either>("true") == "true");
    CHECK(support::again<either>("\"x\"") == "\"x\"");
}
