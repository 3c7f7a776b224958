// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/url_expansion.hpp>

#include "support/hostile_values.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using strings = std::vector<std::string>;

namespace {

struct hostile {
    struct request {
        std::string segment = "s", part = "p";
        std::string query = "q";
        std::vector<std::string> list{"l"};
        std::optional<std::string> a{}, b{};
    };
};
BOOST_DESCRIBE_STRUCT(hostile::request, (), (segment, part, query, list, a, b))
struct everywhere : hostile {
    static constexpr auto route = get("/v1/{segment}/x-{part}.json/end?k={query}&l[]={list}{&a,b}");
};
struct bare_parts : hostile {
    static constexpr auto route = get("/{segment}{part}/{query}{?a,b}");
};

struct expansion {
    std::optional<std::string> fault;
    std::string target;
};
template <class E>
expansion expanded(typename E::request const& request) {
    using namespace apibind::detail;
    expansion out;
    out.fault = url_expander(object_table_of<typename E::request>, &request, out.target)
                    .expand(endpoint_parts<E>::pieces.data(), endpoint_parts<E>::piece_count);
    return out;
}

/// One value in one place: refused by the member's name, or nothing but that value changes.
template <class Change>
void try_everywhere(std::string const& member, Change change, strings segments, strings keys, strings values,
                    bool& refused) {
    everywhere::request request;
    change(request);
    auto const made = expanded<everywhere>(request);
    refused = made.fault.has_value();
    if (refused) {
        CHECK(made.fault->starts_with(member + " "));
        return;
    }
    auto const parts = support::taken_apart(made.target);
    CHECK(parts.sound);
    CHECK(parts.segments == segments);
    CHECK(parts.keys == keys);
    CHECK(parts.values == values);
}

} // namespace

TEST_CASE("there are about 200 hostile values") {
    CHECK(support::hostile_values().size() >= 200);
}

TEST_CASE("no value changes host, path depth or query keys, wherever it stands") {
    strings const keys{"k", "l[]"};
    int sent = 0, kept_out = 0;
    for (auto const& value : support::hostile_values()) {
        CAPTURE(value.substr(0, 100));
        bool refused = false;
        auto count = [&] { ++(refused ? kept_out : sent); };
        try_everywhere(
            "segment", [&](auto& r) { r.segment = value; }, {"v1", value, "x-p.json", "end"}, keys, {"q", "l"},
            refused),
            count();
        try_everywhere(
            "part", [&](auto& r) { r.part = value; }, {"v1", "s", "x-" + value + ".json", "end"}, keys, {"q", "l"},
            refused),
            count();
        try_everywhere(
            "query", [&](auto& r) { r.query = value; }, {"v1", "s", "x-p.json", "end"}, keys, {value, "l"}, refused),
            count();
        try_everywhere(
            "list",
            [&](auto& r) {
                r.list = {"1", value, "3"};
            },
            {"v1", "s", "x-p.json", "end"}, {"k", "l[]", "l[]", "l[]"}, {"q", "1", value, "3"}, refused),
            count();
        try_everywhere(
            "b", [&](auto& r) { r.b = value; }, {"v1", "s", "x-p.json", "end"}, {"k", "l[]", "b"}, {"q", "l", value},
            refused),
            count();
    }
    CHECK(sent > 600);
    CHECK(kept_out > 150);
}

TEST_CASE("two values together make no dot segment either") {
    auto fault = [](std::string a, std::string b) {
        bare_parts::request request;
        request.segment = std::move(a);
        request.part = std::move(b);
        return expanded<bare_parts>(request).fault;
    };
    REQUIRE(fault(".", "."));
    CHECK(fault(".", ".")->starts_with("part "));
    CHECK(!fault(".", "a"));
    CHECK(!fault("..", "."));
    CHECK(fault(".", ""));
    bare_parts::request request;
    request.query = "..";
    auto const made = expanded<bare_parts>(request);
    REQUIRE(made.fault);
    CHECK(made.fault->starts_with("query "));
}

TEST_CASE("{?a,b} takes hostile values too") {
    for (auto const& value : support::hostile_values()) {
        CAPTURE(value.substr(0, 100));
        bare_parts::request request;
        request.a = value;
        auto const made = expanded<bare_parts>(request);
        if (made.fault) {
            CHECK(made.fault->starts_with("a "));
            continue;
        }
        auto const parts = support::taken_apart(made.target);
        CHECK(parts.sound);
        CHECK(parts.segments == strings{"sp", "q"});
        CHECK(parts.keys == strings{"a"});
        CHECK(parts.values == strings{value});
    }
}
