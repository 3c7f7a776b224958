// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/graphql.hpp>
#include <apibind/json_value.hpp>
#include <apibind/paging.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://shopify.dev/docs/api/admin-graphql, /admin-rest
namespace shopify {

struct problem { std::variant<std::string, std::map<std::string, apibind::one_or_many<std::string>>> errors; };
BOOST_DESCRIBE_STRUCT(problem, (), (errors))

struct api {
    static constexpr auto base = apibind::base("https://{shop}.myshopify.com/admin/api/2024-10");
    static constexpr auto auth = apibind::header_token("X-Shopify-Access-Token");
    struct server {
        apibind::required<std::string> shop;
    };
    using error = problem;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (shop))

struct order {
    std::int64_t id = 0;
    std::string currency;
    apibind::in_string<apibind::decimal> total_price;
    apibind::rfc3339 created_at;
    std::optional<std::string> financial_status{};
};
BOOST_DESCRIBE_STRUCT(order, (), (id, currency, total_price, created_at, financial_status))

// [endpoint] list_orders
struct orders { std::vector<order> orders; };
BOOST_DESCRIBE_STRUCT(orders, (), (orders))
struct list_orders : api {
    static constexpr auto route = apibind::get("/orders.json{?status,created_at_min,fields,limit}");
    struct request {
        std::optional<std::string> status{};
        std::optional<apibind::rfc3339> created_at_min{};
        std::optional<std::vector<std::string>> fields{};
        std::optional<int> limit{};
    };
    using response = orders;
    static constexpr auto paging = apibind::next_link().items<&orders::orders>();
};
BOOST_DESCRIBE_STRUCT(list_orders::request, (), (status, created_at_min, fields, limit))
static_assert(apibind::valid<list_orders>);

// [endpoint] cancel_order
struct cancelled { shopify::order order; };
BOOST_DESCRIBE_STRUCT(cancelled, (), (order))
struct cancel_order : api {
    static constexpr auto route = apibind::post("/orders/{id}/cancel.json");
    struct request {
        apibind::required<std::int64_t> id;
        std::optional<std::string> reason{};
    };
    using response = cancelled;
};
BOOST_DESCRIBE_STRUCT(cancel_order::request, (), (id, reason))
static_assert(apibind::valid<cancel_order>);

// [shared]
struct graph_fault { std::string message; std::optional<std::map<std::string, apibind::json_value>> extensions{}; };
BOOST_DESCRIBE_STRUCT(graph_fault, (), (message, extensions))
struct graph_api : apibind::graphql<api, graph_fault> { // what all queries share
    static constexpr auto route = apibind::post("/graphql.json");
};
struct user_error { std::optional<std::vector<std::string>> field{}; std::string message; };
BOOST_DESCRIBE_STRUCT(user_error, (), (field, message))
struct product { std::string id, title; };
BOOST_DESCRIBE_STRUCT(product, (), (id, title))

// [endpoint] set_product
struct updated { std::optional<shopify::product> product{}; std::vector<user_error> userErrors; };
BOOST_DESCRIBE_STRUCT(updated, (), (product, userErrors))
struct mutated { updated productUpdate; };
BOOST_DESCRIBE_STRUCT(mutated, (), (productUpdate))
struct variables { shopify::product product; };
BOOST_DESCRIBE_STRUCT(variables, (), (product))
struct set_product : graph_api {
    struct request {
        apibind::constant<"mutation($product:ProductUpdateInput!){productUpdate(product:$product){product{id title}userErrors{field message}}}"> query{};
        apibind::required<shopify::variables> variables;
    };
    static apibind::outcome outcome_of(mutated const& m) {
        return m.productUpdate.userErrors.empty() ? apibind::outcome::executed : apibind::outcome::rejected;
    }
    using response = mutated;
};
BOOST_DESCRIBE_STRUCT(set_product::request, (), (query, variables))
static_assert(apibind::valid<set_product>);

// [endpoint] get_product
struct by_id { std::string id; };
BOOST_DESCRIBE_STRUCT(by_id, (), (id))
struct shown { std::optional<shopify::product> product{}; };
BOOST_DESCRIBE_STRUCT(shown, (), (product))
struct get_product : graph_api {
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::constant<"query($id:ID!){product(id:$id){id title}}"> query{};
        apibind::required<by_id> variables;
    };
    using response = shown;
};
BOOST_DESCRIBE_STRUCT(get_product::request, (), (query, variables))
static_assert(apibind::valid<get_product>);
// [end]

auto const it = support::unconnected<api>(api::server{.shop = "north"}, apibind::secret("shpat_1"));
std::string const token = "X-Shopify-Access-Token: shpat_1\n";

} // namespace shopify

using namespace shopify;
using support::answer;
using support::rendered;

TEST_CASE("shopify: money of orders loses nothing, and pages are links") {
    using namespace std::chrono;
    CHECK(rendered<list_orders>(it, {.status = "any", .created_at_min = sys_days(2026y / 1 / 1), .fields = {{"id", "total_price"}},
                                     .limit = 1}) ==
          "GET https://north.myshopify.com/admin/api/2024-10/orders.json?status=any"
          "&created_at_min=2026-01-01T00%3A00%3A00Z&fields=id,total_price&limit=1\nAccept: application/json\n" + token);
    auto const page = apibind::interpret<list_orders>(answer(200, R"({"orders":[{"id":450789469123456,"currency":"PLN",
        "total_price":"598.90","created_at":"2026-01-10T11:00:00-05:00","financial_status":null}]})",
        {{"Link", R"(<https://north.myshopify.com/admin/api/2024-10/orders.json?limit=1&page_info=abc>; rel="next")"}}));
    REQUIRE(page);
    CHECK(page->orders.at(0).total_price->text() == "598.90");
    CHECK(page->orders.at(0).created_at.seconds() == sys_days(2026y / 1 / 10) + 16h);
    list_orders::request next;
    CHECK(list_orders::paging.next<list_orders>(next, *page, page.info()).what == apibind::page_step::kind::link);
    auto const denied = apibind::interpret<list_orders>(answer(401, R"({"errors":"[API] Invalid API key or access token"})"));
    REQUIRE(!denied);
    CHECK(std::get<std::string>(denied.error().vendor_error->errors).starts_with("[API]"));
    auto const invalid = apibind::interpret<list_orders>(answer(422, R"({"errors":{"limit":["is too large"]}})"));
    REQUIRE(!invalid);
    CHECK(std::get<1>(invalid.error().vendor_error->errors).at("limit").at(0) == "is too large");
}

TEST_CASE("shopify: a mutation refuses in three ways") {
    CHECK(rendered<set_product>(it, {.variables = variables{{.id = "gid://shopify/Product/1", .title = "a"}}}) ==
          "POST https://north.myshopify.com/admin/api/2024-10/graphql.json\n"
          "Accept: application/json\nContent-Type: application/json\n" + token + "\n"
          R"({"query":"mutation($product:ProductUpdateInput!){productUpdate(product:$product){product{id title}userErrors{field message}}}",)"
          R"("variables":{"product":{"id":"gid://shopify/Product/1","title":"a"}}})");
    auto const set = apibind::interpret<set_product>(answer(200, R"({"data":{"productUpdate":{"product":{"id":"gid://shopify/Product/1",
        "title":"a"},"userErrors":[]}},"extensions":{"cost":{"requestedQueryCost":10}}})"));
    REQUIRE(set);
    CHECK(set.outcome() == apibind::outcome::executed);
    CHECK(set->productUpdate.product->title == "a");
    auto const refused = apibind::interpret<set_product>(answer(200, R"({"data":{"productUpdate":{"product":null,
        "userErrors":[{"field":["id"],"message":"Product does not exist"}]}}})"));
    REQUIRE(refused);
    CHECK(refused.outcome() == apibind::outcome::rejected);
    auto const throttled = apibind::interpret<set_product>(
        answer(200, R"({"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]})"));
    REQUIRE(!throttled);
    CHECK(throttled.error().vendor_error->errors.at(0).extensions->at("code") == "THROTTLED");
}

TEST_CASE("shopify: a product, or none") {
    CHECK(rendered<get_product>(it, {.variables = by_id{"gid://shopify/Product/1"}}) ==
          "POST https://north.myshopify.com/admin/api/2024-10/graphql.json\n"
          "Accept: application/json\nContent-Type: application/json\n" + token + "\n"
          R"({"query":"query($id:ID!){product(id:$id){id title}}","variables":{"id":"gid://shopify/Product/1"}})");
    auto const found = apibind::interpret<get_product>(answer(200, R"({"data":{"product":{"id":"gid://shopify/Product/1","title":"a"}}})"));
    REQUIRE(found);
    CHECK(found->product->title == "a");
    auto const none = apibind::interpret<get_product>(answer(200, R"({"data":{"product":null}})"));
    REQUIRE(none);
    CHECK(!none->product);
    auto const refused = apibind::interpret<get_product>(answer(200, R"({"errors":[{"message":"Invalid global id"}]})"));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->errors.at(0).message == "Invalid global id");
}

TEST_CASE("shopify: an order is cancelled") {
    CHECK(rendered<cancel_order>(it, {.id = 450789469, .reason = "fraud"}) ==
          "POST https://north.myshopify.com/admin/api/2024-10/orders/450789469/cancel.json\n"
          "Accept: application/json\nContent-Type: application/json\n" + token + "\n" R"({"reason":"fraud"})");
    auto const done = apibind::interpret<cancel_order>(answer(200, R"({"order":{"id":450789469,"currency":"USD",
        "total_price":"409.94","created_at":"2026-01-10T11:00:00-05:00","financial_status":"voided"},"notice":"x"})"));
    REQUIRE(done);
    CHECK(done->order.financial_status == "voided");
    auto const refused = apibind::interpret<cancel_order>(answer(422, R"({"errors":{"order":"Cannot cancel a fulfilled order"}})"));
    REQUIRE(!refused);
    CHECK(std::get<1>(refused.error().vendor_error->errors).at("order").at(0) == "Cannot cancel a fulfilled order");
}
