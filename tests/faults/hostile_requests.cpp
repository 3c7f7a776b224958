// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Hostile values in every kind of place that an endpoint, a service and the options have.

#include "support/taken_apart.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace apibind;
using support::received;
using support::tally;
using support::try_hostile_values;

namespace hostile_requests {

enum class known { one };
BOOST_DESCRIBE_ENUM(known, one)

struct inner {
    std::string text;
    std::optional<std::map<std::string, std::string>> pairs{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (text, pairs))

struct service {
    static constexpr auto base = apibind::base("https://{first}.{second}x.vendor.example:8443/api/{path}-{more}/v1");
    struct server {
        required<std::string> first, second, path, more;
    };
};
BOOST_DESCRIBE_STRUCT(service::server, (), (first, second, path, more))
struct by_bearer : service {
    static constexpr auto auth = bearer;
};
struct by_query : service {
    static constexpr auto auth = query_token("key");
};
struct whole_host {
    static constexpr auto base = apibind::base("https://{host}");
    struct server {
        required<std::string> host;
    };
};
BOOST_DESCRIBE_STRUCT(whole_host::server, (), (host))

struct question {
    required<std::string> segment, part, first, second;
    std::optional<std::string> named{};
    std::optional<std::vector<std::string>> list{}, pairs{};
    std::optional<std::variant<std::int64_t, std::string>> either{};
    std::optional<std::string_view> view{};
    std::optional<open_enum<known>> open{};
    nullable<std::string> may_be_null{};
    std::optional<inner> nested{};
    std::optional<std::vector<inner>> many{};
    std::optional<one_or_many<std::string>> single{};
};
BOOST_DESCRIBE_STRUCT(question, (),
                      (segment, part, first, second, named, list, pairs, either, view, open, may_be_null, nested, many,
                       single))

template <class Service>
struct ask : Service {
    static constexpr auto route = post("/a/{segment}/x-{part}.json/{first}{second}/end"
                                       "?fixed=1&list[]={list}&pair={pairs}&e={either}{&named,view,open}");
    using request = question;
    using response = as_received<std::string>;
};
static_assert(valid<ask<by_bearer>> && valid<ask<by_query>> && valid<ask<whole_host>>);

question a_question() {
    question out{.segment = "s", .part = "p", .first = "w", .second = "o"};
    out.named = "n";
    out.list = {"l", "m"};
    out.pairs = {"q"};
    out.either = "e";
    out.view = "v";
    out.open = open_enum<known>("u");
    out.may_be_null = "z";
    out.nested = inner{"t", {{{"k", "v"}}}};
    out.many = std::vector<inner>{inner{"t", {}}};
    out.single = {{"s"}};
    return out;
}

using carrier = std::shared_ptr<transport> const&;
service::server const a_server{.first = "a", .second = "b", .path = "p", .more = "m"};

auto usual_client() {
    return [](std::string const&, carrier to) { return client<by_bearer>(a_server, secret("t"), {}, to); };
}
/// A client with options that the value is put into.
template <class Put>
auto client_with(Put put) {
    return [put](std::string const& value, carrier to) {
        client_options options;
        options.fields.add("X-Own", "1");
        put(options, value);
        return client<by_bearer>(a_server, secret("t"), options, to);
    };
}
question usual_question(std::string const&) {
    return a_question();
}
/// The usual question with the value put into it. The text that a view looks at must live on.
template <class Put>
auto question_with(Put put) {
    return [put](std::string const& value) {
        auto out = a_question();
        put(out, value);
        return out;
    };
}

template <class Put, class Expect>
tally try_member(Put put, Expect expect) {
    return try_hostile_values<ask<by_bearer>>(usual_client(), question_with(put), "usual", expect);
}
auto in_segment(std::size_t place, std::string const& before = "", std::string const& behind = "") {
    return [=](received& to, std::string const& value) { to.target.segments.at(place) = before + value + behind; };
}
auto in_query(std::size_t place) {
    return [=](received& to, std::string const& value) { to.target.values.at(place) = value; };
}

} // namespace hostile_requests
using namespace hostile_requests;

TEST_CASE("hostile values: the URL of an endpoint") {
    for (auto const &of : {
             try_member([](auto&q, auto const&v) { q.segment = v; }, in_segment(4)),
             try_member([](auto&q, auto const&v) { q.part = v; }, in_segment(5, "x-", ".json")),
             try_member([](auto&q, auto const&v) { q.first = v; }, in_segment(6, "", "o")),
             try_member([](auto&q, auto const&v) { q.second = v; }, in_segment(6, "w")),
             try_member([](auto&q, auto const&v) { q.list->at(1) = v; }, in_query(2)),
             try_member([](auto&q, auto const&v) { q.pairs->at(0) = v; }, in_query(3)),
             try_member([](auto&q, auto const&v) { q.either = v; }, in_query(4)),
             try_member([](auto&q, auto const&v) { q.named = v; }, in_query(5)),
             try_member([](auto&q, auto const&v) { q.view = v; }, in_query(6)),
             try_member([](auto&q, auto const&v) { q.open = open_enum<known>(v); }, in_query(7)),
         }) {
        CHECK(of.sent > 150);
        CHECK(of.refused > 30);
    }
}

TEST_CASE("hostile values: the body of an endpoint") {
    auto const object = [](received& to) -> boost::json::object& { return to.body.as_object(); };
    for (auto const &of : {
             try_member([](auto&q, auto const&v) { q.may_be_null = v; },
                        [=](received&to, auto const&v) { object(to)["may_be_null"] = v; }),
             try_member([](auto&q, auto const&v) { q.nested->text = v; },
                        [=](received&to, auto const&v) { object(to)["nested"].as_object()["text"] = v; }),
             try_member(
                 [](auto&q, auto const&v) { q.nested->pairs->at("k") = v; },
                 [=](received&to, auto const&v) { object(to)["nested"].as_object()["pairs"].as_object()["k"] = v; }),
             try_member(
                 [](auto&q, auto const&v) {
                     q.nested->pairs = {{v, "v"}};
                 },
                 [=](received&to, auto const&v) {
                     object(to)["nested"].as_object()["pairs"] = boost::json::object{{v, "v"}};
                 }),
             try_member(
                 [](auto&q, auto const&v) { q.many->at(0).text = v; },
                 [=](received&to, auto const&v) { object(to)["many"].as_array().at(0).as_object()["text"] = v; }),
             try_member([](auto&q, auto const&v) { q.single->at(0) = v; },
                        [=](received&to, auto const&v) { object(to)["single"] = v; }),
         }) {
        CHECK(of.sent > 180);
        CHECK(of.refused > 10); // what is no UTF-8
    }
}

TEST_CASE("hostile values: the server of a service") {
    auto const with = [](auto member) {
        return [member](std::string const& value, carrier to) {
            auto server = a_server;
            server.*member = value;
            return client<by_bearer>(server, secret("t"), {}, to);
        };
    };
    using server = service::server;
    auto const host = [](std::string const& before, std::string const& behind) {
        return [=](received& to, std::string const& value) { to.origin.host = before + value + behind; };
    };
    for (auto const &of : {
             try_hostile_values<ask<by_bearer>>(with(&server::first), usual_question, "a",
                                                host("", ".bx.vendor.example")),
             try_hostile_values<ask<by_bearer>>(with(&server::second), usual_question, "b",
                                                host("a.", "x.vendor.example")),
             try_hostile_values<ask<whole_host>>(
                 [](std::string const&value, carrier to) { return client<whole_host>({.host = value}, {}, to); },
                 usual_question, "a.example",
                 [](received&to, std::string const&value) { to.origin.host = detail::bare_host(value); }),
         }) {
        CHECK(of.sent > 0);
        CHECK(of.refused > 200);
    }
    for (auto const& of : {
             try_hostile_values<ask<by_bearer>>(with(&server::path), usual_question, "p", in_segment(1, "", "-m")),
             try_hostile_values<ask<by_bearer>>(with(&server::more), usual_question, "m", in_segment(1, "p-")),
         }) {
        CHECK(of.sent > 150);
        CHECK(of.refused > 30);
    }
}

TEST_CASE("hostile values: header fields and credentials") {
    auto const field = [](char const* name, std::string const& before = "") {
        return [=](received& to, std::string const& value) { to.fields.set(name, before + value); };
    };
    for (auto const &of : {
             try_hostile_values<ask<by_bearer>>(
                 client_with([](client_options&o, std::string const&v) { o.fields.set("X-Own", v); }), usual_question,
                 "usual", field("X-Own")),
             try_hostile_values<ask<by_bearer>>(
                 [](std::string const&value, carrier to) { return client<by_bearer>(a_server, secret(value), {}, to); },
                 usual_question, "t", field("Authorization", "Bearer ")),
         }) {
        CHECK(of.sent > 120);
        CHECK(of.refused > 40);
    }
    auto const in_key = try_hostile_values<ask<by_query>>(
        [](std::string const& value, carrier to) { return client<by_query>(a_server, secret(value), {}, to); },
        usual_question, "t", in_query(8));
    CHECK(in_key.sent > 200); // any token but an empty one has a form there
    CHECK(in_key.refused >= 1);
    // An empty user agent is none.
    auto const agent = try_hostile_values<ask<by_bearer>>(
        client_with([](client_options& o, std::string const& v) { o.user_agent = v.empty() ? "x" : v; }),
        usual_question, "usual",
        [&](received& to, std::string const& v) { field("User-Agent")(to, v.empty() ? "x" : v); });
    CHECK(agent.sent > 120);
    CHECK(agent.refused > 40);
}

TEST_CASE("hostile values: the name of a header field") {
    auto const of = try_hostile_values<ask<by_bearer>>(
        client_with([](client_options& o, std::string const& v) { o.fields.set(v, "1"); }), usual_question, "usual",
        [](received& to, std::string const& v) {
            auto const authorization = std::string(*to.fields.find("Authorization"));
            http_fields fields; // before the credential's, which comes last
            for (auto const& one : to.fields)
                if (one.name != "Authorization") fields.add(one.name == "usual" ? v : one.name, one.value);
            fields.add("Authorization", authorization);
            to.fields = fields;
        });
    CHECK(of.sent > 10);
    CHECK(of.refused > 130);
}

TEST_CASE("hostile values: another base") {
    auto const to = std::make_shared<support::scripted_transport>(support::answer(400, ""));
    int refused = 0;
    for (auto const& value : support::hostile_values())
        for (bool const is_host : {true, false}) {
            auto const text = (is_host ? "https://" : "https://vendor.example/") + value;
            CAPTURE(text.substr(0, 100));
            client<by_bearer> const here(a_server, secret("t"), {.base = text}, to);
            auto const made = prepare<ask<by_bearer>>(here, a_question());
            if (!made) {
                ++refused;
                CHECK(!invoke<ask<by_bearer>>(here, a_question()));
                CHECK_FALSE(support::has_control(made.error().message));
                continue;
            }
            auto const parts = support::taken_apart(std::string_view(made->target));
            CHECK(parts.keys.size() == 8);
            // A base may have a path of its own; its host is what stands before that.
            auto const host =
                made->origin.host.find(':') == std::string::npos ? made->origin.host : "[" + made->origin.host + "]";
            auto const whole = made->origin.scheme + "://" + host +
                               (made->origin.port == 443 ? "" : ":" + std::to_string(made->origin.port));
            CHECK(made->origin.scheme == "https");
            CHECK((is_host ? text.starts_with("https://" + host) : whole == "https://vendor.example"));
            CHECK(text.find_first_of("\\# \r\n?{}") == std::string::npos);
        }
    CHECK(to->requests().empty());
    CHECK(refused > 300);
}
