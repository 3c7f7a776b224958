// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/json_value.hpp>
#include <apibind/oauth2.hpp>
#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://learn.microsoft.com/graph/api/overview
namespace graph {

template <class T>
consteval auto wire_names(std::type_identity<T>) { return apibind::names(apibind::camel_case); } // of all that follows

struct error_facts {
    std::string code, message;
};
BOOST_DESCRIBE_STRUCT(error_facts, (), (code, message))
struct refusal {
    error_facts error;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (error))

struct api {
    static constexpr auto base = apibind::base("https://graph.microsoft.com/v1.0");
    static constexpr auto auth = apibind::oauth2_bearer;
    using error = refusal;
};

// [endpoint] list_users
struct user { std::string id; std::optional<std::string> display_name{}, mail{}; };
BOOST_DESCRIBE_STRUCT(user, (), (id, display_name, mail))
struct user_page { std::vector<user> value; std::optional<std::string> next{}; std::optional<std::int64_t> count{}; };
BOOST_DESCRIBE_STRUCT(user_page, (), (value, next, count))
consteval auto wire_names(std::type_identity<user_page>) {
    return apibind::names(apibind::name<&user_page::next>("@odata.nextLink"), apibind::name<&user_page::count>("@odata.count"));
}
struct list_users : api {
    static constexpr auto route = apibind::get("/users?$filter={filter}&$select={select}&$top={top}&$count={count}");
    struct request {
        std::optional<std::string> filter{};
        std::optional<apibind::joined<std::string>> select{};
        std::optional<int> top{};
        std::optional<bool> count{};
        std::optional<std::string> consistency{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::consistency>("ConsistencyLevel"));
    using response = user_page;
    static constexpr auto paging = apibind::next_url<&user_page::next>().items<&user_page::value>();
};
BOOST_DESCRIBE_STRUCT(list_users::request, (), (filter, select, top, count, consistency))
static_assert(apibind::valid<list_users>);

// [endpoint] batch
enum class verb { get, post, patch, delete_ };
BOOST_DESCRIBE_ENUM(verb, get, post, patch, delete_)
consteval auto wire_names(std::type_identity<verb>) {
    return apibind::names(apibind::upper_snake_case, apibind::name<verb::delete_>("DELETE"));
}
struct step { std::string id; verb method{}; std::string url; std::optional<std::map<std::string, std::string>> headers{};
              std::optional<apibind::json_value> body{}; std::optional<std::vector<std::string>> depends_on{}; };
BOOST_DESCRIBE_STRUCT(step, (), (id, method, url, headers, body, depends_on))
struct step_answer { std::string id; int status = 0; std::optional<apibind::json_value> body{}; };
BOOST_DESCRIBE_STRUCT(step_answer, (), (id, status, body))
struct batch : api {
    static constexpr auto route = apibind::post("/$batch");
    struct request { apibind::required<std::vector<step>> requests; };
    struct response { std::vector<step_answer> responses; };
    static apibind::outcome outcome_of(step_answer const& one) {
        return one.status < 300 ? apibind::outcome::executed : one.status < 500 ? apibind::outcome::rejected : apibind::outcome::unknown;
    }
};
BOOST_DESCRIBE_STRUCT(batch::request, (), (requests))
BOOST_DESCRIBE_STRUCT(batch::response, (), (responses))
static_assert(apibind::valid<batch>);
// [end]

auto const it = support::unconnected<api>(apibind::renewed_token(
    [](apibind::renewal const&) -> apibind::token_answer { return apibind::issued_token{apibind::secret("t0ken")}; },
    {.first = apibind::issued_token{apibind::secret("t0ken")}}));

} // namespace graph

using namespace graph;
using support::answer;
using support::rendered;

TEST_CASE("graph: users by a filter of OData, in pages that name the next one") {
    CHECK(rendered<list_users>(it, {.filter = "startswith(displayName,'O''N') and mail ne null",
                                    .select = {{"id", "displayName"}},
                                    .top = 2,
                                    .count = true,
                                    .consistency = "eventual"}) ==
          "GET https://graph.microsoft.com/v1.0/users?$filter=startswith%28displayName%2C%27O%27%27N%27%29%20and%20mail%20ne%20null"
          "&$select=id%2CdisplayName&$top=2&$count=true\n"
          "Accept: application/json\nConsistencyLevel: eventual\nAuthorization: Bearer t0ken\n");
    auto const page = apibind::interpret<list_users>(answer(200, R"({"@odata.context":"c","@odata.count":9,
        "@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x","value":[{"id":"1","displayName":"O'N","mail":null}]})"));
    REQUIRE(page);
    CHECK(page->count == 9);
    CHECK(page->next == "https://graph.microsoft.com/v1.0/users?$skiptoken=x");
    CHECK(page->value.at(0).display_name == "O'N");
    auto const refused = apibind::interpret<list_users>(
        answer(400, R"({"error":{"code":"Request_UnsupportedQuery","message":"m","innerError":{"date":"d","request-id":"r"}}})"));
    CHECK(refused.error().vendor_error->error.code == "Request_UnsupportedQuery");
}

TEST_CASE("graph: requests in a batch, each with its own outcome") {
    CHECK(rendered<batch>(it, {.requests = {{{.id = "1", .method = verb::get, .url = "/me"},
                                             {.id = "2", .method = verb::delete_, .url = "/groups/7", .depends_on = {{"1"}}}}}}) ==
          "POST https://graph.microsoft.com/v1.0/$batch\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer t0ken\n\n"
          R"({"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"2","method":"DELETE","url":"/groups/7","dependsOn":["1"]}]})");
    auto const done = apibind::interpret<batch>(answer(200, R"({"responses":[
        {"id":"2","status":403,"body":{"error":{"code":"Authorization_RequestDenied","message":"m"}}},
        {"id":"1","status":200,"headers":{"Content-Type":"application/json"},"body":{"displayName":"O"}}]})"));
    REQUIRE(done);
    CHECK(done->responses.at(0).status == 403);
    CHECK(done.outcome() == apibind::outcome::partial);
}
