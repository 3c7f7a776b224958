// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/oauth2.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://developer.paypal.com/docs/api/orders/v2/
namespace paypal {

enum class world { live, sandbox };
BOOST_DESCRIBE_ENUM(world, live, sandbox)
consteval auto wire_names(std::type_identity<world>) {
    return apibind::names(apibind::name<world::live>("api-m.paypal.com"), apibind::name<world::sandbox>("api-m.sandbox.paypal.com"));
}
struct detail {
    std::string issue;
    std::optional<std::string> field{};
};
BOOST_DESCRIBE_STRUCT(detail, (), (issue, field))
struct refusal {
    std::string name, message, debug_id;
    std::optional<std::vector<detail>> details{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (name, message, debug_id, details))
struct api {
    static constexpr auto base = apibind::base("https://{where}/v2");
    static constexpr auto auth = apibind::oauth2_bearer;
    struct server {
        apibind::required<world> where;
    };
    using error = refusal;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (where))

// [endpoint] create_order
enum class intent { capture, authorize };
BOOST_DESCRIBE_ENUM(intent, capture, authorize)
consteval auto wire_names(std::type_identity<intent>) { return apibind::names(apibind::upper_snake_case); }
struct money { std::string currency_code; apibind::in_string<apibind::decimal> value; };
BOOST_DESCRIBE_STRUCT(money, (), (currency_code, value))
struct unit { std::optional<std::string> reference_id{}; money amount; };
BOOST_DESCRIBE_STRUCT(unit, (), (reference_id, amount))
struct link { std::string href, rel; std::optional<std::string> method{}; };
BOOST_DESCRIBE_STRUCT(link, (), (href, rel, method))
struct create_order : api {
    static constexpr auto route = apibind::post("/checkout/orders");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::idempotency_key key{};
        std::optional<std::string> prefer{};
        apibind::required<paypal::intent> intent;
        apibind::required<std::vector<unit>> purchase_units;
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::key>("PayPal-Request-Id"), apibind::field<&request::prefer>("Prefer"));
    struct response { std::string id, status; std::vector<link> links; };
};
BOOST_DESCRIBE_STRUCT(create_order::request, (), (key, prefer, intent, purchase_units))
BOOST_DESCRIBE_STRUCT(create_order::response, (), (id, status, links))
static_assert(apibind::valid<create_order>);
// [end]

auto const it = support::unconnected<api>(api::server{.where = world::sandbox}, apibind::renewed_token(
    [](apibind::renewal const&) -> apibind::token_answer { return apibind::issued_token{apibind::secret("t0ken")}; },
    {.first = apibind::issued_token{apibind::secret("t0ken")}}));

} // namespace paypal

using namespace paypal;
using support::answer;
using support::rendered;

TEST_CASE("paypal: an order, once by its key") {
    CHECK(rendered<create_order>(it, {.key = "k1",
                                      .prefer = "return=minimal",
                                      .intent = intent::capture,
                                      .purchase_units = {{{.reference_id = "r", .amount = {"USD", apibind::decimal("100.00")}}}}}) ==
          "POST https://api-m.sandbox.paypal.com/v2/checkout/orders\nAccept: application/json\n"
          "PayPal-Request-Id: k1\nPrefer: return=minimal\nContent-Type: application/json\nAuthorization: Bearer t0ken\n\n"
          R"({"intent":"CAPTURE","purchase_units":[{"reference_id":"r","amount":{"currency_code":"USD","value":"100.00"}}]})");
    auto const made = apibind::interpret<create_order>(answer(201, R"({"id":"5O190127TN364715T","status":"CREATED","links":[
        {"href":"https://www.paypal.com/checkoutnow?token=5O190127TN364715T","rel":"approve","method":"GET"}]})"));
    REQUIRE(made);
    CHECK(made->links.at(0).rel == "approve");
    auto const refused = apibind::interpret<create_order>(answer(422, R"({"name":"UNPROCESSABLE_ENTITY","message":"m","debug_id":"d",
        "details":[{"field":"/purchase_units/0/amount/value","issue":"CANNOT_BE_ZERO_OR_NEGATIVE","description":"x"}]})"));
    CHECK(refused.error().vendor_error->details->at(0).issue == "CANNOT_BE_ZERO_OR_NEGATIVE");
}
