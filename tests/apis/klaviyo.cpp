// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://developers.klaviyo.com/en/reference/api_overview, which is JSON:API (https://jsonapi.org/format/1.0/)
namespace klaviyo {

struct source {
    std::optional<std::string> pointer{}, parameter{};
};
BOOST_DESCRIBE_STRUCT(source, (), (pointer, parameter))
struct fault {
    std::string code, title;
    std::optional<klaviyo::source> source{};
};
BOOST_DESCRIBE_STRUCT(fault, (), (code, title, source))
struct faults {
    std::vector<fault> errors;
};
BOOST_DESCRIBE_STRUCT(faults, (), (errors))

struct api {
    static constexpr auto base = apibind::base("https://a.klaviyo.com/api");
    static constexpr auto auth = apibind::header_token("Authorization", "Klaviyo-API-Key ");
    static constexpr auto fields = apibind::fields(apibind::field("revision", "2024-10-15"));
    static constexpr std::string_view accept = "application/vnd.api+json";
    static constexpr auto body = apibind::json("application/vnd.api+json");
    using error = faults;
};

struct attributes {
    std::optional<std::string> email{}, first_name{};
};
BOOST_DESCRIBE_STRUCT(attributes, (), (email, first_name))
struct profile {
    std::optional<std::string> id{};
    std::string type = "profile";
    klaviyo::attributes attributes;
};
BOOST_DESCRIBE_STRUCT(profile, (), (id, type, attributes))

// [endpoint] list_profiles
struct links { std::optional<std::string> self{}, next{}; };
BOOST_DESCRIBE_STRUCT(links, (), (self, next))
struct list_profiles : api {
    static constexpr auto route = apibind::get("/profiles?filter={filter}&fields[profile]={names}&sort={sort}&page[size]={size}");
    struct request {
        std::optional<std::string> filter{};
        std::optional<apibind::joined<std::string>> names{}, sort{};
        std::optional<int> size{};
    };
    struct response { std::vector<profile> data; klaviyo::links links; };
    static constexpr auto paging = apibind::next_url<&response::links, &links::next>().items<&response::data>();
};
BOOST_DESCRIBE_STRUCT(list_profiles::request, (), (filter, names, sort, size))
BOOST_DESCRIBE_STRUCT(list_profiles::response, (), (data, links))
static_assert(apibind::valid<list_profiles>);

// [endpoint] create_profile
struct create_profile : api {
    static constexpr auto route = apibind::post("/profiles");
    struct request { apibind::required<profile> data; };
    struct response { profile data; };
};
BOOST_DESCRIBE_STRUCT(create_profile::request, (), (data))
BOOST_DESCRIBE_STRUCT(create_profile::response, (), (data))
static_assert(apibind::valid<create_profile>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("pk_1"));

} // namespace klaviyo

using namespace klaviyo;
using support::answer;
using support::rendered;

TEST_CASE("klaviyo: profiles by bracketed names") {
    CHECK(rendered<list_profiles>(it, {.filter = "equals(email,\"a@example.com\")", .names = {{"email", "first_name"}}, .size = 20}) ==
          "GET https://a.klaviyo.com/api/profiles?filter=equals%28email%2C%22a%40example.com%22%29"
          "&fields[profile]=email%2Cfirst_name&page[size]=20\n"
          "Accept: application/vnd.api+json\nrevision: 2024-10-15\nAuthorization: Klaviyo-API-Key pk_1\n");
    auto const page = apibind::interpret<list_profiles>(answer(200, R"({"data":[{"type":"profile","id":"01G","attributes":{"email":"a@example.com"},
        "links":{"self":"s"}}],"links":{"self":"s","next":"https://a.klaviyo.com/api/profiles?page%5Bcursor%5D=b","prev":null}})"));
    REQUIRE(page);
    CHECK(page->data.at(0).attributes.email == "a@example.com");
    CHECK(page->links.next == "https://a.klaviyo.com/api/profiles?page%5Bcursor%5D=b");
}

TEST_CASE("klaviyo: a resource is created") {
    CHECK(rendered<create_profile>(it, {.data = profile{.attributes = {.email = "a@example.com"}}}) ==
          "POST https://a.klaviyo.com/api/profiles\n"
          "Accept: application/vnd.api+json\nrevision: 2024-10-15\nContent-Type: application/vnd.api+json\nAuthorization: Klaviyo-API-Key pk_1\n\n"
          R"({"data":{"type":"profile","attributes":{"email":"a@example.com"}}})");
    CHECK(apibind::interpret<create_profile>(answer(201, R"({"data":{"type":"profile","id":"01G","attributes":{}}})"))->data.id == "01G");
    auto const refused = apibind::interpret<create_profile>(answer(409,
        R"({"errors":[{"id":"e","status":409,"code":"duplicate_profile","title":"Conflict.","detail":"d","source":{"pointer":"/data/attributes"}}]})"));
    CHECK(refused.error().vendor_error->errors.at(0).source->pointer == "/data/attributes");
}
