// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/oauth2.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://developer.spotify.com/documentation/web-api
namespace spotify {

// [endpoint] get_token
struct get_token { // RFC 6749 section 4.4, as an endpoint of its own
    static constexpr auto base = apibind::base("https://accounts.spotify.com");
    static constexpr auto auth = apibind::basic;
    static constexpr auto route = apibind::post("/api/token");
    static constexpr auto body = apibind::form;
    struct request { std::optional<std::string> grant_type = "client_credentials"; };
    struct response { std::string access_token, token_type; int expires_in = 0; };
    struct refused { std::string error; std::optional<std::string> error_description{}; };
    using error = refused;
};
BOOST_DESCRIBE_STRUCT(get_token::request, (), (grant_type))
BOOST_DESCRIBE_STRUCT(get_token::response, (), (access_token, token_type, expires_in))
BOOST_DESCRIBE_STRUCT(get_token::refused, (), (error, error_description))
static_assert(apibind::valid<get_token>);
// [end]

struct error_facts { int status = 0; std::string message; };
BOOST_DESCRIBE_STRUCT(error_facts, (), (status, message))
struct refusal { error_facts error; };
BOOST_DESCRIBE_STRUCT(refusal, (), (error))
struct api {
    static constexpr auto base = apibind::base("https://api.spotify.com/v1");
    static constexpr auto auth = apibind::oauth2_bearer;
    using error = refusal;
    static std::optional<int> status_of(refusal const& r) { return r.error.status; }
};

// [endpoint] find_tracks
struct artist { std::string id, name; };
BOOST_DESCRIBE_STRUCT(artist, (), (id, name))
struct track { std::string id, name; std::int64_t duration_ms = 0; bool explicit_ = false; std::vector<artist> artists; };
BOOST_DESCRIBE_STRUCT(track, (), (id, name, duration_ms, explicit_, artists))
consteval auto wire_names(std::type_identity<track>) { return apibind::names(apibind::name<&track::explicit_>("explicit")); }
struct find_tracks : api {
    static constexpr auto route = apibind::get("/tracks{?ids,market}");
    struct request { apibind::required<std::vector<std::string>> ids; std::optional<std::string> market{}; };
    static constexpr auto rules = apibind::rules(apibind::max_items<&request::ids>(50));
    struct response { std::vector<std::optional<track>> tracks; }; // null in the place of one that is not known
};
BOOST_DESCRIBE_STRUCT(find_tracks::request, (), (ids, market))
BOOST_DESCRIBE_STRUCT(find_tracks::response, (), (tracks))
static_assert(apibind::valid<find_tracks>);
// [end]

auto const door = support::unconnected<get_token>(apibind::user_password{"client", apibind::secret("s3cret")});
auto const it = support::unconnected<api>(apibind::renewed_token(
    [](apibind::renewal const&) -> apibind::token_answer { return apibind::issued_token{apibind::secret("t0ken")}; },
    {.first = apibind::issued_token{apibind::secret("t0ken")}}));

} // namespace spotify

using namespace spotify;
using support::answer;
using support::rendered;

TEST_CASE("spotify: a token for a client") {
    CHECK(rendered<get_token>(door, {}) ==
          "POST https://accounts.spotify.com/api/token\nAccept: application/json\n"
          "Content-Type: application/x-www-form-urlencoded\nAuthorization: Basic Y2xpZW50OnMzY3JldA==\n\ngrant_type=client_credentials");
    auto const token = apibind::interpret<get_token>(answer(200, R"({"access_token":"NgCX","token_type":"Bearer","expires_in":3600})"));
    REQUIRE(token);
    CHECK(token->expires_in == 3600);
    auto const refused = apibind::interpret<get_token>(answer(400, R"({"error":"invalid_client","error_description":"Invalid client secret"})"));
    CHECK(refused.error().vendor_error->error == "invalid_client");
}

TEST_CASE("spotify: several tracks, of which some may be unknown") {
    CHECK(rendered<find_tracks>(it, {.ids = {{"7ouM", "4VqP"}}, .market = "PL"}) ==
          "GET https://api.spotify.com/v1/tracks?ids=7ouM,4VqP&market=PL\nAccept: application/json\nAuthorization: Bearer t0ken\n");
    auto const found = apibind::interpret<find_tracks>(answer(200,
        R"({"tracks":[{"id":"7ouM","name":"Song","duration_ms":207959,"explicit":true,"artists":[{"id":"a","name":"A","type":"artist"}]},null]})"));
    REQUIRE(found);
    CHECK(found->tracks.at(0)->explicit_);
    CHECK(!found->tracks.at(1));
    auto const refused = apibind::interpret<find_tracks>(answer(401, R"({"error":{"status":401,"message":"The access token expired"}})"));
    CHECK(refused.error().vendor_error->error.status == 401);
}
