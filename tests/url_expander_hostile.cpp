// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/url_expander.hpp>

#include "support/hostile_values.hpp"

#include <doctest/doctest.h>

#include <map>
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

namespace {

struct filter {
    std::optional<std::string> status{};
    std::optional<std::map<std::string, std::string>> by{};
};
BOOST_DESCRIBE_STRUCT(filter, (), (status, by))
struct level_4 {
    static constexpr auto route = get("/v1/{+path}/end{/parts*}{/ids}?f={f}{&list,each*,more*}");
    struct request {
        std::string path = "p";
        std::optional<strings> parts{}, ids{};
        std::optional<filter> f{};
        std::optional<strings> list{}, each{};
        std::optional<std::map<std::string, std::string>> more{};
    };
};
BOOST_DESCRIBE_STRUCT(level_4::request, (), (path, parts, ids, f, list, each, more))

strings parted(std::string const& text) {
    strings out{""};
    for (char c : text)
        if (c == '/')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}
/// The same of a request that differs in one member. Without an expectation for the path it is /v1/p/end.
template <class Change>
bool is_sent(std::string const& member, Change change, strings keys, strings values,
             strings segments = {"v1", "p", "end"}) {
    level_4::request request;
    change(request);
    auto const made = expanded<level_4>(request);
    if (made.fault) {
        CHECK(made.fault->starts_with(member));
        return false;
    }
    auto const parts = support::taken_apart(made.target);
    CHECK(parts.sound);
    CHECK(parts.segments == segments);
    CHECK(parts.keys == keys);
    CHECK(parts.values == values);
    return true;
}

} // namespace

TEST_CASE("no value adds a segment or a pair where lists, maps and structs stand either") {
    int sent = 0, kept_out = 0;
    for (auto const& value : support::hostile_values()) {
        CAPTURE(value.substr(0, 100));
        auto const count = [&](bool is_out) { ++(is_out ? sent : kept_out); };
        strings whole{"v1"};
        for (auto& part : parted(value)) whole.push_back(std::move(part)); // the slashes that it has, and no others
        whole.emplace_back("end");
        count(is_sent(
            "path ", [&](auto& r) { r.path = value; }, {}, {}, std::move(whole)));
        count(is_sent("parts ",
                      [&](auto& r) {
                          r.parts = {{"1", value, "3"}};
                      },
                      {}, {}, {"v1", "p", "end", "1", value, "3"}));
        count(is_sent("ids ", [&](auto& r) { r.ids = {{"1", value}}; }, {}, {}, {"v1", "p", "end", "1," + value}));
        count(is_sent("list ", [&](auto& r) { r.list = {{value, "2"}}; }, {"list"}, {value + ",2"}));
        count(is_sent("each ", [&](auto& r) { r.each = {{value, "2"}}; }, {"each", "each"}, {value, "2"}));
        count(is_sent("f[status] ", [&](auto& r) { r.f = filter{.status = value}; }, {"f[status]"}, {value}));
        count(is_sent("f[by]",
                      [&](auto& r) {
                          r.f = filter{.by = {{{value, "v"}}}};
                      },
                      {"f[by][" + value + "]"}, {"v"}));
        count(is_sent("f[by]", [&](auto& r) { r.f = filter{.by = {{{"k", value}}}}; }, {"f[by][k]"}, {value}));
        count(is_sent("more: ", [&](auto& r) { r.more = {{{value, "v"}}}; }, {value}, {"v"}));
        count(is_sent("more: ", [&](auto& r) { r.more = {{{"k", value}}}; }, {"k"}, {value}));
    }
    CHECK(sent > 1'000);
    CHECK(kept_out > 300);
}

TEST_CASE("commas of values are none between values") {
    level_4::request request;
    request.ids = {{"a,b", "c"}};
    request.list = {{"d,e", "f"}};
    CHECK(expanded<level_4>(request).target == "/v1/p/end/a%2Cb,c?list=d%2Ce,f");
}
