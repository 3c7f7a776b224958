// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/oauth2.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/manual_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::conversations;
using namespace std::chrono_literals;
using support::answer;
using support::scripted_transport;

namespace {

std::shared_ptr<scripted_transport> token_endpoint(int status, std::string body) {
    return std::make_shared<scripted_transport>(answer(status, std::move(body)));
}
std::shared_ptr<scripted_transport> vendor() {
    return std::make_shared<scripted_transport>(answer(200, R"({"name":"x"})"));
}

oauth2_client registered() {
    return {.token_url = "https://login.everything.example/tenant/oauth2/token?v=2",
            .id = "crm sync",
            .secret = secret("s3cr3t:&/"),
            .scope = "read write"};
}

/// The failure of a call whose token endpoint answers so.
failure_facts failed_with(int status, std::string body, oauth2_client with = registered()) {
    client<renewing_service> const client(
        oauth2_client_credentials(std::move(with), token_endpoint(status, std::move(body)), {.retry = no_retry}), {},
        vendor());
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::credential);
    CHECK(result.outcome() == outcome::not_sent);
    return result.error();
}

} // namespace

TEST_CASE("client credentials: the request of the token endpoint, byte by byte (RFC 6749 section 4.4.2)") {
    auto const login = token_endpoint(200, R"({"access_token":"2YotnFZ","token_type":"bearer","expires_in":3600})");
    auto const there = vendor();
    client<renewing_service> const client(oauth2_client_credentials(registered(), login, {.user_agent = "t"}), {},
                                          there);
    REQUIRE(invoke<read_thing>(client, {.id = "1"}));
    REQUIRE(login->requests().size() == 1);
    auto const asked = login->requests()[0];
    CHECK(asked.method == method::post);
    CHECK(asked.origin == http_origin{"https", "login.everything.example", 443});
    CHECK(asked.target == "/tenant/oauth2/token?v=2");
    CHECK(asked.fields == http_fields{{"Accept", "application/json"},
                                      {"User-Agent", "t"},
                                      {"Authorization", "Basic Y3JtJTIwc3luYzpzM2NyM3QlM0ElMjYlMkY="},
                                      {"Content-Type", "application/x-www-form-urlencoded"}});
    CHECK(asked.body == "grant_type=client_credentials&scope=read%20write");
    CHECK(there->requests()[0].fields.find("Authorization") == "Bearer 2YotnFZ");
}

TEST_CASE("client credentials in the content, with further parameters, which cannot add pairs") {
    auto with = registered();
    with.auth = oauth2_client_auth::client_secret_post;
    with.parameters = {{"audience", "https://api.example/&x=1"}};
    auto const login = token_endpoint(200, R"({"access_token":"t0ken"})");
    client<renewing_service> const client(oauth2_client_credentials(with, login), {}, vendor());
    REQUIRE(invoke<read_thing>(client, {.id = "1"}));
    CHECK(login->requests()[0].body ==
          "grant_type=client_credentials&scope=read%20write&audience=https%3A%2F%2Fapi.example%2F%26x%3D1&"
          "client_id=crm%20sync&client_secret=s3cr3t%3A%26%2F");
    CHECK_FALSE(login->requests()[0].fields.find("Authorization"));
}

TEST_CASE("parameters that may be secrets are shown nowhere") {
    auto with = registered();
    with.parameters = {
        {"audience", "https://api.example"}, {"client_assertion", "ey.as/sert.ion"}, {"pin", "p1n-code"}};
    auto const login = token_endpoint(
        400, R"({"error":"invalid_request for https://api.example: ey.as/sert.ion ey.as%2Fsert.ion p1n-code"})");
    client<renewing_service> const client(oauth2_client_credentials(with, login), {}, vendor());
    auto const refused = invoke<read_thing>(client, {.id = "1"});
    REQUIRE(!refused);
    auto const& text = refused.error().message;
    CAPTURE(text);
    CHECK(text.find("for https://api.example: [secret] [secret] [secret]") != std::string::npos);
    CHECK(text.find("sert") == std::string::npos);
    CHECK(text.find("p1n") == std::string::npos);
}

TEST_CASE("parameters too short for a secret mask nothing") {
    auto with = registered();
    with.parameters = {{"version", "1"}, {"tenant", "abc"}, {"pin", "1234"}};
    auto const login = token_endpoint(400, R"({"error":"version 1 of abc, pin 1234, line 112"})");
    client<renewing_service> const client(oauth2_client_credentials(with, login), {}, vendor());
    auto const refused = invoke<read_thing>(client, {.id = "1"});
    REQUIRE(!refused);
    CAPTURE(refused.error().message);
    CHECK(refused.error().message.find("version 1 of abc, pin [secret], line 112") != std::string::npos);
}

TEST_CASE("lifetimes are numbers or strings; none lasts until it is refused") {
    struct row {
        std::string body;
        std::chrono::seconds used;
        int asked;
    };
    for (auto const& [body, used, asked] :
         {row{R"({"access_token":"aaaa","expires_in":3600})", 3539s, 1},
          row{R"({"access_token":"aaaa","expires_in":3600})", 3541s, 2},
          row{R"({"access_token":"aaaa","expires_in":"3600"})", 3539s, 1},
          row{R"({"access_token":"aaaa","expires_in":"3600"})", 3541s, 2}, row{R"({"access_token":"aaaa"})", 36000s, 1},
          row{R"({"access_token":"aaaa","expires_in":"soon"})", 0s, 2}}) {
        auto const& text = body;
        CAPTURE(text);
        auto const clock = std::make_shared<support::manual_clock>();
        auto const login = token_endpoint(200, body);
        client<renewing_service> const client(oauth2_client_credentials(registered(), login, {.clock = clock}),
                                              {.clock = clock}, vendor());
        REQUIRE(invoke<read_thing>(client, {.id = "1"}));
        clock->advance(used);
        REQUIRE(invoke<read_thing>(client, {.id = "1"}));
        CHECK(login->requests().size() == static_cast<std::size_t>(asked));
    }
}

TEST_CASE("what the token endpoint refuses is why the call was not sent") {
    CHECK(failed_with(400, R"({"error":"invalid_client"})").message ==
          "the token was not renewed: https://login.everything.example: rejected: HTTP 400: "
          R"({"error":"invalid_client"})");
    CHECK(failed_with(200, R"({"error":"bad_code","error_description":"of s3cr3t:&/ nothing is known"})").message ==
          "the token was not renewed: https://login.everything.example: it gave no access_token: "
          "bad_code: of [secret] nothing is known");
    CHECK(failed_with(200, R"({"access_token":""})").message ==
          "the token was not renewed: https://login.everything.example: it gave no access_token");
    CHECK(failed_with(200, R"({"access_token":"t","token_type":"mac"})").message ==
          "the token was not renewed: https://login.everything.example: "
          "it gave a token of another type than Bearer");
}

TEST_CASE("of an answer that cannot be read nothing is shown: the token may be in it") {
    auto const failed = failed_with(200, R"({"access_token":"2YotnFZ","expires_in":[]})");
    CHECK(failed.message.find("2Yotn") == std::string::npos);
    CHECK(failed.excerpt.empty());
    CHECK(failed.message == "the token was not renewed: https://login.everything.example: "
                            "HTTP 200, but it holds no token");
}

TEST_CASE("a token endpoint must be a whole URL, over TLS") {
    for (auto const* url :
         {"/token", "login.example/token", "https://user@login.example/token", "ftp://x/token", "https://",
          "http://login.example/token", "https://login.example/to ken", "https://user:pass%40login.example/token"}) {
        CAPTURE(url);
        auto with = registered();
        with.token_url = url;
        auto const login = token_endpoint(200, R"({"access_token":"t"})");
        client<renewing_service> const client(oauth2_client_credentials(with, login), {}, vendor());
        CHECK_FALSE(invoke<read_thing>(client, {.id = "1"}));
        CHECK(login->requests().empty());
    }
}

TEST_CASE("a refresh token that rotates is used from then on and handed over (RFC 6749 section 6)") {
    auto const clock = std::make_shared<support::manual_clock>();
    int calls = 0;
    auto const login = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        auto const n = std::to_string(++calls);
        if (calls == 3) return answer(200, R"({"access_token":"access-3","expires_in":600})");
        return answer(200, R"({"access_token":"access-)" + n + R"(","expires_in":600,"refresh_token":"refresh-)" + n +
                               "\"}");
    });
    std::vector<std::string> stored;
    auto with = registered();
    with.secret = {};
    with.scope.clear();
    auto const there = vendor();
    client<renewing_service> const client(
        oauth2_refresh_token(with, secret("refresh-0"), login,
                             [&](secret const& next) { stored.push_back(next.reveal()); }, {.clock = clock}),
        {.clock = clock}, there);
    for (int i = 0; i != 4; ++i) {
        CHECK(invoke<read_thing>(client, {.id = "1"}));
        clock->advance(600s);
    }
    auto const asked = login->requests();
    REQUIRE(asked.size() == 4);
    CHECK(asked[0].body == "grant_type=refresh_token&refresh_token=refresh-0&client_id=crm%20sync");
    CHECK(asked[1].body == "grant_type=refresh_token&refresh_token=refresh-1&client_id=crm%20sync");
    CHECK(asked[2].body == "grant_type=refresh_token&refresh_token=refresh-2&client_id=crm%20sync");
    CHECK(asked[3].body == "grant_type=refresh_token&refresh_token=refresh-2&client_id=crm%20sync");
    CHECK(stored == std::vector<std::string>{"refresh-1", "refresh-2", "refresh-4"});
    CHECK(there->requests()[3].fields.find("Authorization") == "Bearer access-4");
}

TEST_CASE("a refresh token is sent once: after an answer that was lost it is not sent again by itself") {
    auto const login = std::make_shared<scripted_transport>(
        exchange(transport_failure{phase::await, transport_error::closed, "closed by refresh-0", {}}));
    client<renewing_service> const client(oauth2_refresh_token(registered(), secret("refresh-0"), login), {}, vendor());
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(login->requests().size() == 1);
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(result.error().message == "the token was not renewed: https://login.everything.example: outcome unknown: "
                                    "closed by [secret]");
}

TEST_CASE("clients of one registered client share its service's turns") {
    auto const one = oauth2_client_credentials(registered(), vendor());
    auto const other = oauth2_client_credentials(registered(), vendor());
    CHECK(one.identity() == other.identity());
    auto with = registered();
    with.id = "another";
    CHECK(oauth2_client_credentials(with, vendor()).identity() != one.identity());
}
