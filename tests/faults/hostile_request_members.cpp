// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Hostile values in declared header fields, cookies and keys, and in lists and structs of a URL.

#include "support/taken_apart.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using support::received;
using support::tally;
using support::try_hostile_values;

namespace hostile_request_members {

struct service {
    static constexpr auto base = apibind::base("https://vendor.example/api");
    static constexpr auto auth = bearer;
    static constexpr auto fields = apibind::fields(field("Version", "1"), cookie("lang", "en"));
};
struct filter {
    std::optional<std::string> text{};
    std::optional<std::map<std::string, std::string>> by{};
};
BOOST_DESCRIBE_STRUCT(filter, (), (text, by))
struct ask : service {
    static constexpr auto route = delete_("/a/{+path}/b{/parts*}{/ids}?f={f}{&list,each*,page*}");
    struct request {
        required<std::string> path;
        std::optional<std::vector<std::string>> parts{}, ids{}, list{}, each{};
        std::optional<filter> f{}, page{};
        std::optional<std::string> version{}, mode{}, session{};
        std::optional<std::vector<std::string>> tags{};
        idempotency_key key{};
    };
    static constexpr auto fields = apibind::fields(
        field<&request::version>("version"), field<&request::mode>("X-Mode"), field<&request::tags>("X-Tags"),
        cookie<&request::session>("session"), field<&request::key>("Idempotency-Key"));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(ask::request, (), (path, parts, ids, list, each, f, page, version, mode, session, tags, key))
static_assert(valid<ask>);

ask::request usual_request() {
    ask::request out{.path = "usual"};
    out.parts = {"1", "usual"};
    out.ids = {"2", "usual"};
    out.list = {"usual", "3"};
    out.each = {"4", "usual"};
    out.f = filter{"usual", {{{"k", "usual"}}}};
    out.page = filter{"usual", {}};
    out.version = out.mode = out.session = "usual";
    out.tags = {"5", "usual"};
    out.key = "usual";
    return out;
}

template <class Put, class Expect>
tally try_member(Put put, Expect expect) {
    return try_hostile_values<ask>([](std::string const&, auto to) { return client<service>(secret("t"), {}, to); },
                                   [put](std::string const& value) {
                                       auto out = usual_request();
                                       put(out, value);
                                       return out;
                                   },
                                   "usual", expect);
}
auto in_segment(std::size_t place, std::string const& before = "") {
    return [=](received& to, std::string const& value) { to.target.segments.at(place) = before + value; };
}
auto in_query(std::size_t place, std::string const& behind = "") {
    return [=](received& to, std::string const& value) { to.target.values.at(place) = value + behind; };
}
auto in_field(char const* name, std::string const& before = "") {
    return [=](received& to, std::string const& value) { to.fields.set(name, before + value); };
}

} // namespace hostile_request_members
using namespace hostile_request_members;

TEST_CASE("hostile values: lists, maps and structs in a URL") {
    for (auto const &of : {
             try_member([](auto&r, auto const&v) { r.parts->at(1) = v; }, in_segment(5)),
             try_member([](auto&r, auto const&v) { r.ids->at(1) = v; }, in_segment(6, "2,")),
             try_member([](auto&r, auto const&v) { r.f->text = v; }, in_query(0)),
             try_member([](auto&r, auto const&v) { r.f->by->at("k") = v; }, in_query(1)),
             try_member([](auto&r, auto const&v) { r.list->at(0) = v; }, in_query(2, ",3")),
             try_member([](auto&r, auto const&v) { r.each->at(1) = v; }, in_query(4)),
             try_member([](auto&r, auto const&v) { r.page->text = v; }, in_query(5)),
         }) {
        CHECK(of.sent > 150);
        CHECK(of.refused > 30);
    }
    auto const keys = try_member(
        [](auto& r, auto const& v) {
            r.f->by = {{v == "usual" ? "k" : v, "usual"}};
        },
        [](received& to, auto const& v) { to.target.keys.at(1) = "f[by][" + (v == "usual" ? "k" : v) + "]"; });
    CHECK(keys.sent > 120);
    CHECK(keys.refused > 40);
    // The slashes of a path part its segments, and nothing else does.
    auto const path = try_member([](auto& r, auto const& v) { r.path = v; },
                                 [](received& to, std::string const& value) {
                                     std::vector<std::string> parts{""};
                                     for (char c : value) c == '/' ? parts.emplace_back() : parts.back() += c;
                                     auto& all = to.target.segments;
                                     all.erase(all.begin() + 2);
                                     all.insert(all.begin() + 2, parts.begin(), parts.end());
                                 });
    CHECK(path.sent > 130);
    CHECK(path.refused > 40);
}

TEST_CASE("hostile values: declared fields, cookies and keys") {
    for (auto const &of : {
             try_member([](auto&r, auto const&v) { r.version = v; }, in_field("Version")),
             try_member([](auto&r, auto const&v) { r.mode = v; }, in_field("X-Mode")),
             try_member([](auto&r, auto const&v) { r.tags->at(1) = v; }, in_field("X-Tags", "5, ")),
             try_member([](auto&r, auto const&v) { r.session = v; }, in_field("Cookie", "lang=en; session=")),
             try_member([](auto&r, auto const&v) { r.key = v; }, in_field("Idempotency-Key")),
         }) {
        CHECK(of.sent > 110);
        CHECK(of.refused > 40);
    }
}
