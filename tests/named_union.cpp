// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Structs that derive from keyed, tagged or std::variant, so that they can hold themselves.

#include <apibind/apibind.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using apibind::as;
using support::answer;

namespace {

/// As DynamoDB's AttributeValue.
struct attribute
    : apibind::keyed<as<"S", std::string>, as<"N", apibind::in_string<int>>, as<"L", std::vector<attribute>>,
                     as<"M", std::map<std::string, attribute>>, as<"K", apibind::secret>> {
    using keyed::keyed;
};

struct condition;
struct all_of {
    std::vector<condition> of;
};
struct equals {
    std::string name;
    int value = 0;
};
struct condition : apibind::tagged<"op", as<"all", all_of>, as<"eq", equals>> {
    using tagged::tagged;
};
BOOST_DESCRIBE_STRUCT(all_of, (), (of))
BOOST_DESCRIBE_STRUCT(equals, (), (name, value))

struct any : std::variant<bool, double, std::string, std::vector<any>, std::map<std::string, any>> {
    using variant::variant;
};

/// As recursive as a condition by itself, without a base of its own name.
struct only_named : apibind::keyed<as<"a", int>, as<"b", std::string>> {};

struct with_more : apibind::keyed<as<"a", int>> {
    int more = 0;
};
struct loop : std::variant<int, std::unique_ptr<loop>> {
    using variant::variant;
};
static_assert(!apibind::detail::is_choice<with_more>);
static_assert(!apibind::detail::is_alternatives<loop>);
static_assert(!apibind::detail::is_alternatives<attribute> && apibind::detail::is_choice<attribute>);

struct service {
    static constexpr auto base = apibind::base("https://unions.example");
};
struct put_item : service {
    static constexpr auto route = apibind::put("/items");
    struct request {
        apibind::required<std::map<std::string, attribute>> item;
        std::optional<condition> when{};
        std::optional<any> extra{};
        std::optional<only_named> plain{};
    };
    struct response {
        attribute item;
        std::optional<condition> when{};
        std::optional<any> extra{};
    };
};
BOOST_DESCRIBE_STRUCT(put_item::request, (), (item, when, extra, plain))
BOOST_DESCRIBE_STRUCT(put_item::response, (), (item, when, extra))
static_assert(apibind::valid<put_item>);
static_assert(apibind::detail::endpoint_table_of<put_item>.has_secrets);

apibind::client<service> idle() {
    return apibind::client<service>({.user_agent = ""}, std::make_shared<support::scripted_transport>(answer(200, "")));
}
std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i != count; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("a named union is written as the union that it is") {
    attribute list(std::vector<attribute>{attribute(std::string("x")), attribute(apibind::in_string<int>(7))});
    std::map<std::string, attribute> inner;
    inner.emplace("deep", attribute(std::move(list)));
    inner.emplace("key", attribute(apibind::secret("k3y")));
    std::map<std::string, attribute> item;
    item.emplace("all", attribute(std::move(inner)));
    condition const when(all_of{{condition(equals{"a", 1}), condition(all_of{{}})}});
    any const extra(
        std::vector<any>{any(true), any(std::string("t")), any(std::map<std::string, any>{{"n", any(1.5)}})});
    only_named plain;
    plain = only_named{std::string("b")};
    auto const made =
        apibind::prepare<put_item>(idle(), {.item = std::move(item), .when = when, .extra = extra, .plain = plain});
    REQUIRE(made);
    CHECK(made->body == R"({"item":{"all":{"M":{"deep":{"L":[{"S":"x"},{"N":"7"}]},"key":{"K":"k3y"}}}},)"
                        R"("when":{"op":"all","of":[{"op":"eq","name":"a","value":1},{"op":"all","of":[]}]},)"
                        R"("extra":[true,"t",{"n":1.5}],"plain":{"b":"b"}})");
    CHECK(made->secrets->hidden_in("k3y") == 3);
}

TEST_CASE("a named union is read as the union that it is") {
    auto const result = apibind::interpret<put_item>(answer(
        200, R"({"item":{"L":[{"M":{"a":{"S":"x"}}},{"N":"5"}]},)"
             R"("when":{"of":[{"op":"eq","name":"a","value":1}],"op":"all"},"extra":{"a":[1,"b",{"c":false}]}})"));
    REQUIRE(result);
    auto const& list = std::get<2>(result->item);
    CHECK(std::get<0>(std::get<3>(list.at(0)).at("a")) == "x");
    CHECK(*std::get<1>(list.at(1)) == 5);
    CHECK(std::get<equals>(std::get<all_of>(*result->when).of.at(0)).value == 1);
    auto const& map = std::get<4>(*result->extra);
    CHECK(std::get<bool>(std::get<4>(std::get<3>(map.at("a")).at(2)).at("c")) == false);
}

TEST_CASE("what is wrong within a named union is told with its path") {
    auto const failed = [](std::string json) {
        auto const result = apibind::interpret<put_item>(answer(200, std::move(json)));
        REQUIRE(!result);
        REQUIRE(result.error().decode);
        return result.error().decode->path;
    };
    CHECK(failed(R"({"item":{"L":[{"S":"x"},{"M":{"a":{"S":7}}}]}})") == "$.item.L[1].M.a.S");
    CHECK(failed(R"({"item":{"S":""},"when":{"op":"all","of":[{"op":"eq","name":"a","value":"1"}]}})") ==
          "$.when.of[0].value");
}

TEST_CASE("how deep a named union goes is limited, read and written") {
    using apibind::default_json_depth;
    auto const read = [](std::string const& json) {
        attribute into;
        return apibind::read_json(json, into);
    };
    auto const nested = [](std::size_t levels) { // each an object and an array
        return repeated(R"({"L":[)", levels) + R"({"S":"x"})" + repeated("]}", levels);
    };
    CHECK(!read(nested(default_json_depth / 2 - 1)));
    auto const error = read(nested(default_json_depth / 2));
    REQUIRE(error);
    CHECK(error->reason == apibind::decode_reason::too_deep);
    CHECK(read(nested(100'000))->reason == apibind::decode_reason::too_deep);

    auto const written = [](std::size_t levels) {
        attribute value(std::string("x"));
        for (std::size_t i = 0; i != levels; ++i) {
            std::vector<attribute> list;
            list.push_back(std::move(value));
            value = attribute(std::move(list));
        }
        std::string out;
        return apibind::detail::write_json(apibind::detail::node_of<attribute>, &value, out);
    };
    CHECK(!written(default_json_depth / 2 - 1));
    REQUIRE(written(default_json_depth / 2));
    CHECK(written(1'000)->reason == apibind::encode_reason::too_deep);
}
