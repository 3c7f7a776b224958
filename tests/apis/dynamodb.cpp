// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/aws_sigv4.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/
namespace dynamodb {

template <class T>
consteval auto wire_names(std::type_identity<T>) { return apibind::names(apibind::pascal_case); } // of all that follows

struct refusal {
    std::string type;
    std::optional<std::string> message{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (type, message))
consteval auto wire_names(std::type_identity<refusal>) { return apibind::names(apibind::name<&refusal::type>("__type")); }
struct api {
    static constexpr auto base = apibind::base("https://dynamodb.{region}.amazonaws.com");
    static constexpr auto auth = apibind::aws_sigv4("dynamodb");
    static constexpr auto body = apibind::json("application/x-amz-json-1.0");
    struct server {
        apibind::required<std::string> region;
    };
    using error = refusal;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (region))

using scalar = apibind::keyed<apibind::as<"S", std::string>, apibind::as<"N", apibind::in_string<apibind::decimal>>, apibind::as<"BOOL", bool>>;
using value = apibind::keyed<apibind::as<"S", std::string>, apibind::as<"N", apibind::in_string<apibind::decimal>>,
                             apibind::as<"BOOL", bool>, apibind::as<"SS", std::vector<std::string>>,
                             apibind::as<"M", std::map<std::string, scalar>>>;
using item = std::map<std::string, value>;

// [endpoint] put_item
struct put_item : api {
    static constexpr auto route = apibind::post("/");
    static constexpr auto fields = apibind::fields(apibind::field("X-Amz-Target", "DynamoDB_20120810.PutItem"));
    struct request {
        apibind::required<std::string> table_name;
        apibind::required<dynamodb::item> item;
        std::optional<std::string> condition_expression{};
        std::optional<dynamodb::item> expression_attribute_values{};
        std::optional<std::string> return_values{};
    };
    struct response { std::optional<item> attributes{}; };
};
BOOST_DESCRIBE_STRUCT(put_item::request, (), (table_name, item, condition_expression, expression_attribute_values, return_values))
BOOST_DESCRIBE_STRUCT(put_item::response, (), (attributes))
static_assert(apibind::valid<put_item>);
// [end]

auto const it = support::unconnected<api>(api::server{.region = "eu-central-1"},
                                          apibind::aws_credentials{"AKID", apibind::secret("k3y"), "eu-central-1"});

} // namespace dynamodb

using namespace dynamodb;
using support::answer;

TEST_CASE("dynamodb: values named by their types") {
    auto const made = apibind::prepare<put_item>(
        it, {.table_name = "books",
             .item = item{{"title", std::string("Solaris")},
                          {"price", apibind::in_string<apibind::decimal>(apibind::decimal("12.50"))},
                          {"tags", std::vector<std::string>{"sf"}},
                          {"lent", false},
                          {"by", std::map<std::string, scalar>{{"name", std::string("Lem")}}}},
             .condition_expression = "attribute_not_exists(title)"});
    REQUIRE(made);
    CHECK(made->target == "/");
    CHECK(made->fields.find("X-Amz-Target") == "DynamoDB_20120810.PutItem");
    CHECK(made->fields.find("Content-Type") == "application/x-amz-json-1.0");
    CHECK(made->fields.find("Authorization")->starts_with("AWS4-HMAC-SHA256 Credential=AKID/"));
    CHECK(made->body == R"x({"TableName":"books","Item":{"by":{"M":{"name":{"S":"Lem"}}},"lent":{"BOOL":false},"price":{"N":"12.50"},)x"
                        R"x("tags":{"SS":["sf"]},"title":{"S":"Solaris"}},"ConditionExpression":"attribute_not_exists(title)"})x");
    auto const old = apibind::interpret<put_item>(
        answer(200, R"({"Attributes":{"price":{"N":"12.50"},"by":{"M":{"name":{"S":"Lem"}}}}})", {{"Content-Type", "application/x-amz-json-1.0"}}));
    REQUIRE(old);
    CHECK(std::get<1>(old->attributes->at("price"))->text() == "12.50");
    CHECK(std::get<0>(std::get<4>(old->attributes->at("by")).at("name")) == "Lem");
    auto const refused = apibind::interpret<put_item>(
        answer(400, R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"})"));
    CHECK(refused.error().vendor_error->type.ends_with("#ConditionalCheckFailedException"));
}
