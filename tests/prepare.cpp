// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/prepare.hpp>

#include "support/hostile_values.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;

namespace prepare_tests {

struct shop {
    static constexpr auto base = apibind::base("https://{tenant}.example.com/v1/");
    static constexpr auto auth = header_token("Shop-Token");
    struct server {
        required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(shop::server, (), (tenant))
struct cancel : shop {
    static constexpr auto route = delete_("/orders/{id}/?tag[]={tags}");
    struct request {
        required<std::string> id;
        std::optional<std::vector<std::string>> tags{};
        std::optional<std::string> reason{};
        derived<bool> is_tagged{};
    };
    static void derive(request& r) { r.is_tagged = r.tags.has_value(); }
    static constexpr auto rules = apibind::rules(max_length<&request::reason>(10));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(cancel::request, (), (id, tags, reason, is_tagged))
static_assert(valid<cancel>);
struct list : shop {
    static constexpr auto route = get("/orders");
    struct request {};
    using response = int;
};
BOOST_DESCRIBE_STRUCT(list::request, (), ())
static_assert(valid<list>);

struct with_key {
    static constexpr auto base = apibind::base("https://keyed.example");
    static constexpr auto auth = query_token("key");
};
struct find : with_key {
    static constexpr auto route = get("/find{?q}");
    struct request {
        std::optional<std::string> q{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (q))
static_assert(valid<find>);

auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, "0"));

client<shop> shop_client(client_options options = {.user_agent = "test"}, std::string token = "t0ken") {
    return client<shop>({.tenant = "north"}, secret(std::move(token)), std::move(options), carrier);
}
std::string line(result<http_request, no_error_body> const& made) {
    REQUIRE(!made);
    CHECK(made.error().kind == failure_kind::invalid_request);
    CHECK(made.outcome() == outcome::not_sent);
    CHECK(made.info().phase == phase::build);
    return to_string(made.error());
}

} // namespace prepare_tests
using namespace prepare_tests;

TEST_CASE("a request is exactly what is declared") {
    auto const made = prepare<cancel>(shop_client(), {.id = "a/1", .tags = {{"x", "y"}}, .reason = "late"});
    REQUIRE(made);
    CHECK(made->method == method::delete_);
    CHECK(made->origin == http_origin{"https", "north.example.com", 443});
    CHECK(made->target == "/v1/orders/a%2F1/?tag[]=x&tag[]=y");
    CHECK(made->fields == http_fields{{"Accept", "application/json"},
                                      {"User-Agent", "test"},
                                      {"Content-Type", "application/json"},
                                      {"Shop-Token", "t0ken"}});
    CHECK(made->body == R"({"reason":"late","is_tagged":true})");
    std::ostringstream out;
    out << *made;
    CHECK(out.str().find("t0ken") == std::string::npos);
    CHECK(out.str().find("Host: north.example.com\n") != std::string::npos);
    CHECK(carrier->requests().empty()); // nothing was sent
}

TEST_CASE("without members for it there is no body and no Content-Type") {
    auto const made = prepare<list>(shop_client(), {});
    REQUIRE(made);
    CHECK(made->target == "/v1/orders");
    CHECK(!made->body);
    CHECK(!made->fields.find("Content-Type"));
    auto const empty = prepare<cancel>(shop_client(), {.id = "1"});
    REQUIRE(empty);
    CHECK(empty->body == R"({"is_tagged":false})");
    CHECK(empty->target == "/v1/orders/1/");
}

TEST_CASE("derived members are assigned on a copy") {
    cancel::request const request{.id = "1", .tags = {{"x"}}};
    CHECK(prepare<cancel>(shop_client(), request)->body == R"({"is_tagged":true})");
    CHECK(!request.is_tagged.value());
}

TEST_CASE("a query token is the last pair") {
    client<with_key> const it(secret("k/0"), {}, carrier);
    CHECK(prepare<find>(it, {})->target == "/find?key=k%2F0");
    CHECK(prepare<find>(it, {.q = "a"})->target == "/find?q=a&key=k%2F0");
    std::ostringstream out;
    out << *prepare<find>(it, {.q = "k/0"});
    CHECK(out.str().starts_with("GET /find?q=[secret]&key=[secret] HTTP/1.1\n"));
}

TEST_CASE("fields of the client and of the call are added, and the call's win") {
    auto const it = shop_client({.user_agent = "", .fields = {{"X-A", "client"}, {"X-B", "client"}}});
    auto const made = prepare<list>(it, {}, {.fields = {{"x-b", "call"}, {"accept", "text/plain"}, {"X-C", "call"}}});
    REQUIRE(made);
    CHECK(made->fields ==
          http_fields{
              {"Accept", "text/plain"}, {"X-A", "client"}, {"X-B", "call"}, {"X-C", "call"}, {"Shop-Token", "t0ken"}});
    auto const agent = prepare<list>(shop_client(), {}, {.fields = {{"User-Agent", "call"}}});
    CHECK(agent->fields.find("User-Agent") == "call");
}

TEST_CASE("the library's own fields are refused wherever they are given") {
    for (auto const* name :
         {"Host", "host", "Content-Length", "content-length", "Transfer-Encoding", "Connection", "CONNECTION"}) {
        CAPTURE(name);
        std::string const expected = "prepare_tests::list: not sent: the field " + std::string(name) +
                                     " is the library's own: it follows from the request";
        CHECK(line(prepare<list>(shop_client({.fields = {{name, "x"}}}), {})) == expected);
        CHECK(line(prepare<list>(shop_client(), {}, {.fields = {{name, "x"}}})) == expected);
    }
}

TEST_CASE("a field that could end its line is refused by name, never with its value") {
    using namespace std::literals;
    for (auto const& bad : {"v4lue\r\nX: y"s, "v4lue\n"s, "v4lue\r"s, "a\0v4lue"s, "v4lue "s, " v4lue"s, "v4lue\x7f"s,
                            "v4lue\xc3\xa9"s, "\tv4lue"s}) {
        CAPTURE(bad);
        auto const token = line(prepare<list>(shop_client({}, bad), {}));
        CHECK(token.find("the value of the field Shop-Token may hold only visible ASCII") != std::string::npos);
        CHECK(token.find("v4lue") == std::string::npos);
        auto const agent = line(prepare<list>(shop_client({.user_agent = bad}), {}));
        CHECK(agent.find("User-Agent") != std::string::npos);
        CHECK(agent.find("v4lue") == std::string::npos);
        CHECK(line(prepare<list>(shop_client(), {}, {.fields = {{"X-A", bad}}})).find("X-A") != std::string::npos);
    }
    for (auto const* bad : {"", "a b", "a:", "a\r\nb", "\xc3\xa9", "a/b"}) {
        CAPTURE(bad);
        auto const fault = line(prepare<list>(shop_client(), {}, {.fields = {{bad, "x"}}}));
        CHECK(fault.find("is not one: letters, digits and hyphens") != std::string::npos);
        CHECK(fault.find_first_of("\r\n") == std::string::npos);
    }
}

TEST_CASE("a field that the credential would replace is refused, not dropped") {
    CHECK(line(prepare<list>(shop_client(), {}, {.fields = {{"shop-token", "mine"}}})) ==
          "prepare_tests::list: not sent: the field shop-token is the credential's: take it out of the fields of the "
          "options");
    CHECK(line(prepare<list>(shop_client({.fields = {{"Shop-Token", "mine"}}}), {})).find("Shop-Token is the") !=
          std::string::npos);
}

TEST_CASE("a request that requires nothing may be left out") {
    auto const request = prepare<list>(shop_client());
    REQUIRE(request);
    CHECK(request->target == "/v1/orders");
}

TEST_CASE("what breaks a rule, a URL or a body is told before anything is sent") {
    CHECK(line(prepare<cancel>(shop_client(), {.id = "1", .reason = "far too long"})) ==
          "prepare_tests::cancel: not sent: reason must be at most 10 characters long, and has 12");
    CHECK(line(prepare<cancel>(shop_client(), {.id = ""})) ==
          "prepare_tests::cancel: not sent: id must not be empty: it stands in the URL");
    auto const body = line(prepare<cancel>(shop_client(), {.id = "1", .reason = "a\xff"}));
    CHECK(body.starts_with("prepare_tests::cancel: not sent: "));
    CHECK(body.find("reason") != std::string::npos);
    auto const masked = line(prepare<cancel>(shop_client({}, "to"), {.id = "..", .reason = "x"}));
    CHECK(masked.find("resolve [secret] another path") != std::string::npos);
}

TEST_CASE("another base replaces scheme, host, port and path") {
    auto const made = prepare<list>(shop_client({.base = "http://127.0.0.1:8080/mock"}), {});
    REQUIRE(made);
    CHECK(made->origin == http_origin{"http", "127.0.0.1", 8080});
    CHECK(made->target == "/mock/orders");
    CHECK(prepare<list>(shop_client({.base = "https://[::1]"}), {})->origin.authority() == "[::1]");
    CHECK(line(prepare<list>(shop_client({.base = "127.0.0.1"}), {})).find("is not a base URL") != std::string::npos);
    CHECK(line(prepare<list>(shop_client({.base = "http://mock.example"}), {})).find("plain http") !=
          std::string::npos);
    auto const with_token = line(prepare<list>(shop_client({.base = "t0ken"}), {}));
    CHECK(with_token.find("t0ken") == std::string::npos);
}

TEST_CASE("no value of a body changes the rest of the request") {
    for (auto const& value : support::hostile_values()) {
        if (detail::count_characters(value) < 0 || value.size() > 10) continue;
        auto const made = prepare<cancel>(shop_client(), {.id = "1", .reason = value});
        REQUIRE(made);
        CHECK(made->target == "/v1/orders/1/");
        CHECK(made->fields.size() == 4);
        CHECK(detail::count_characters(*made->body) > 0);
        CHECK(made->body->find_first_of("\r\n") == std::string::npos);
    }
}
