// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/rules.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
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

namespace {

std::string check_fault_of(everything_api::conversations::checked::request request) {
    client<everything_api::conversations::paged_service> const client(
        secret("a-long-token"), {}, std::make_shared<support::scripted_transport>(support::answer(200, "{}")));
    auto const made = prepare<everything_api::conversations::checked>(client, request);
    return made ? "" : made.error().message;
}

} // namespace

TEST_CASE("a function of the program's says whether a value is allowed") {
    CHECK(check_fault_of({.number = "12"}) == "");
    CHECK(check_fault_of({.number = "11"}) == "number must be an even number");
    CHECK(check_fault_of({.number = "12", .even = "3"}) == "even must be an even number");
    CHECK(check_fault_of({.number = "12", .even = "4"}) == "");
    CHECK(check_fault_of({.number = "12", .even = null}) == "");
    CHECK(check_fault_of({.number = "12", .small = 99}) == "");
    CHECK(check_fault_of({.number = "12", .small = 100}) == "small must be below 100");
}

TEST_CASE("about a list as a whole, and about its elements") {
    CHECK(check_fault_of({.number = "12", .sorted = {{1, 2, 2}}}) == "");
    CHECK(check_fault_of({.number = "12", .sorted = {{2, 1}}}) == "sorted must be sorted");
    CHECK(check_fault_of({.number = "12", .sorted = {{1, 100}}}) == "sorted[1] must be below 100");
}
