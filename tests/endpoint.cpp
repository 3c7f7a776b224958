// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/endpoint.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using namespace apibind::detail;
using namespace std::chrono_literals;

namespace endpoint_tests {

struct problem {
    int code = 0;
};
struct api {
    static constexpr auto base = apibind::base("https://api.example");
    static constexpr auto auth = bearer;
    static constexpr auto time_limit = 60s;
    static constexpr bool rejects_when_busy = true;
    using error = problem;
    static bool accepted(int) { return true; }
};
struct cancel : api {
    static constexpr auto route = delete_("/orders/{id}?force={force}");
    struct request {
        required<std::string> id;
        std::optional<bool> force{};
        std::optional<std::string> reason{};
        std::optional<std::vector<std::string>> tags{};
    };
    static constexpr auto rules =
        apibind::rules(length<&request::id>(5), each<&request::tags>(max_length(3), alphanumeric()),
                       at_least_one_of<&request::reason, &request::tags>());
    using response = int;
};
BOOST_DESCRIBE_STRUCT(cancel::request, (), (id, force, reason, tags))

struct bare {
    static constexpr auto base = apibind::base("https://api.example");
    static constexpr auto route = get("/");
    struct request {};
    using response = std::string;
    static void accepted(); // overloaded or of any type: it is there
    static bool accepted(int);
};
BOOST_DESCRIBE_STRUCT(bare::request, (), ())
struct last final {
    static bool accepted(int) { return true; }
};

} // namespace endpoint_tests
using namespace endpoint_tests;

TEST_CASE("the table of an endpoint holds its facts and those of its service") {
    auto const& table = endpoint_table_of<cancel>;
    CHECK(table.name == "endpoint_tests::cancel");
    CHECK(table.method == method::delete_);
    CHECK(table.await == 75s); // the vendor's own limit and a little more
    CHECK(table.rejects_when_busy);
    CHECK(table.request == &object_table_of<cancel::request>);
    CHECK(endpoint_table_of<bare>.await == 30s);
    CHECK(!endpoint_table_of<bare>.rejects_when_busy);
    CHECK(endpoint_table_of<bare>.rule_count == 0);
    CHECK(endpoint_table_of<bare>.body_count == 0);
}

TEST_CASE("members that the route does not name make the body") {
    auto const& table = endpoint_table_of<cancel>;
    REQUIRE(table.body_count == 2);
    CHECK(table.request->members[table.body_members[0]].name() == "reason");
    CHECK(table.request->members[table.body_members[1]].name() == "tags");
    static_assert(endpoint_parts<cancel>::in_route(0) && endpoint_parts<cancel>::in_route(1) &&
                  !endpoint_parts<cancel>::in_route(2));
}

TEST_CASE("the pieces of a route know their members") {
    auto const& table = endpoint_table_of<cancel>;
    REQUIRE(table.piece_count == 4);
    CHECK(table.pieces[0].before == "/orders/");
    CHECK(table.pieces[0].member == 0);
    CHECK(table.pieces[1].member == -1);
    CHECK(table.pieces[2].before == "force=");
    CHECK(table.pieces[2].member == 1);
    CHECK(table.pieces[2].in_query);
    CHECK(table.pieces[2].starts_pair);
    CHECK(table.pieces[3].member == -1);
}

TEST_CASE("rules become rows about members") {
    auto const& table = endpoint_table_of<cancel>;
    REQUIRE(table.rule_count == 5);
    CHECK(table.rules[0].rule.what == value_rule::kind::length);
    CHECK(table.rules[0].member == 0);
    CHECK(!table.rules[0].each);
    CHECK(table.rules[1].each);
    CHECK(table.rules[1].member == 3);
    CHECK(table.rules[2].rule.what == value_rule::kind::alphanumeric);
    CHECK(table.rules[3].at_least_one);
    CHECK(!table.rules[3].continues);
    CHECK(table.rules[3].member == 2);
    CHECK(table.rules[4].continues);
    CHECK(!table.rules[4].at_least_one);
}

TEST_CASE("what a descriptor declares is seen, inherited and overloaded too") {
    static_assert(has_route<cancel> && has_base<cancel> && has_auth<cancel> && has_response<cancel> &&
                  has_error<cancel>);
    static_assert(!has_server<cancel> && !has_limit<cancel> && has_rules<cancel> && !has_rules<bare>);
    static_assert(names_accepted<cancel> && names_accepted<bare> && names_accepted<last> && !names_accepted<problem>);
    static_assert(!names_status_of<cancel> && !names_outcome_of<cancel> && !names_derive<cancel>);
    static_assert(std::is_same_v<error_of<cancel>, problem> && std::is_same_v<error_of<bare>, no_error_body>);
    static_assert(std::is_same_v<credential_of<api>, secret> && std::is_void_v<credential_of<bare>>);
    static_assert(std::is_same_v<result_of<cancel>, result<int, problem>>);
    CHECK(std::is_same_v<server_of<bare>, nothing_to_fill>);
}

TEST_CASE("a type's name is the one that a person writes") {
    CHECK(type_name<int>() == "int");
    CHECK(type_name<endpoint_tests::api>() == "endpoint_tests::api");
}

TEST_CASE("members are found by name and by pointer") {
    using at = positions<members_of<cancel::request>>;
    static_assert(at::of("id") == 0 && at::of("tags") == 3 && at::of("other") == -1 && at::of("") == -1);
    static_assert(at::of<&cancel::request::reason>() == 2 && at::of<&problem::code>() == -1);
    CHECK(at::of<&cancel::request::id>() == 0);
}
