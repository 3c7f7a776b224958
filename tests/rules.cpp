// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/rules.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace apibind;

namespace {

struct request {
    std::string id;
    std::optional<std::vector<std::string>> a{}, b{};
};
using kind = value_rule::kind;

} // namespace

TEST_CASE("a rule about a member is what it asks for") {
    static_assert(length<&request::id>(5).rule.what == kind::length && length<&request::id>(5).rule.number == 5);
    static_assert(min_length<&request::id>(1).rule.what == kind::min_length);
    static_assert(max_length<&request::id>(40).rule.number == 40);
    static_assert(alphanumeric<&request::id>().rule.what == kind::alphanumeric);
    static_assert(pattern<&request::id>("a+").rule.text == "a+");
    static_assert(min_items<&request::a>(1).rule.what == kind::min_items);
    static_assert(max_items<&request::a>(9).rule.what == kind::max_items && max_items<&request::a>(9).rule.number == 9);
    CHECK(!length<&request::id>(5).each);
}

TEST_CASE("rules of elements and of several members are lists of them") {
    constexpr auto each_one = each<&request::a>(max_length(40), alphanumeric());
    static_assert(each_one.rules[0].what == kind::max_length && each_one.rules[0].number == 40);
    static_assert(each_one.rules[1].what == kind::alphanumeric);
    constexpr auto all = rules(length<&request::id>(5), each_one, at_least_one_of<&request::a, &request::b>());
    static_assert(std::tuple_size_v<decltype(all.each)> == 3);
    CHECK(std::get<0>(all.each).rule.number == 5);
    static_assert(std::tuple_size_v<decltype(rules().each)> == 0);
}
