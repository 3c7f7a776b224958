// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/call.hpp>
#include <apibind/constant.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/numbered_enum.hpp>
#include <apibind/open_enum.hpp>
#include <apibind/prepare.hpp>
#include <apibind/tagged.hpp>

#include "support/everything_api_values.hpp"
#include "support/scripted_transport.hpp"

#include <boost/describe.hpp>
#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;

namespace numbered_enum_tests {

enum class level { guest = 10, owner = 50, barred = -1 };
BOOST_DESCRIBE_ENUM(level, guest, owner, barred)
consteval auto wire_names(std::type_identity<level>) {
    return names(as_numbers);
}
enum class huge : std::uint64_t { most = std::numeric_limits<std::uint64_t>::max() };
BOOST_DESCRIBE_ENUM(huge, most)
consteval auto wire_names(std::type_identity<huge>) {
    return names(as_numbers);
}

enum class none { more = 1, zero = 0 };
BOOST_DESCRIBE_ENUM(none, more, zero)
consteval auto wire_names(std::type_identity<none>) {
    return names(as_numbers);
}

struct member {
    level access = level::guest;
    std::optional<open_enum<level>> former{};
    std::vector<level> all{};
    std::map<level, int> counts{};
};
BOOST_DESCRIBE_STRUCT(member, (), (access, former, all, counts))

struct text {
    std::string content;
};
BOOST_DESCRIBE_STRUCT(text, (), (content))
enum class kind { text = 1 };
BOOST_DESCRIBE_ENUM(kind, text)
consteval auto wire_names(std::type_identity<kind>) {
    return names(as_numbers);
}
struct told {
    kind type{};
    std::string content;
};
BOOST_DESCRIBE_STRUCT(told, (), (type, content))

member read(std::string_view json) {
    member out;
    auto const error = read_json(json, out);
    if (error) FAIL(to_string(*error));
    return out;
}
std::string fault(std::string_view json) {
    member out;
    auto const error = read_json(json, out);
    return error ? error->path + ": " + error->expected + ", not " + error->found : "";
}

} // namespace numbered_enum_tests
using namespace numbered_enum_tests;

TEST_CASE("values of a numbered enum are numbers in JSON, both ways") {
    auto const got = read(R"({"access":50,"former":-1,"all":[10,-1],"counts":{"50":2}})");
    CHECK(got.access == level::owner);
    CHECK(got.former == level::barred);
    CHECK(got.all == std::vector{level::guest, level::barred});
    CHECK(got.counts == std::map<level, int>{{level::owner, 2}});
    std::string json;
    CHECK(!write_json(got, json));
    CHECK(json == R"({"access":50,"former":-1,"all":[10,-1],"counts":{"50":2}})");
    huge all{};
    CHECK(!read_json("18446744073709551615", all));
    CHECK(all == huge::most);
    json.clear();
    CHECK(!write_json(all, json));
    CHECK(json == "18446744073709551615");
}

TEST_CASE("what is no number of a closed one is refused, and an open one keeps it") {
    CHECK(fault(R"({"access":11})") == "$.access: a number of its enum, not the number 11");
    CHECK(fault(R"({"access":"50"})") == "$.access: a number of its enum, not the string \"50\"");
    CHECK(fault(R"({"access":10,"former":1.5})") == "$.former: an integer, not the number 1.5");
    CHECK(fault(R"({"access":10,"former":"x"})") == "$.former: an integer, not the string \"x\"");
    auto const got = read(R"({"access":10,"former":77,"all":[],"counts":{}})");
    REQUIRE(got.former);
    CHECK(!got.former->is_known());
    CHECK(got.former->wire() == "77");
    std::string json;
    CHECK(!write_json(got, json));
    CHECK(json == R"({"access":10,"former":77,"all":[],"counts":{}})");
}

TEST_CASE("a value without an enumerator is not written, nor is a text that is no number") {
    std::string json;
    CHECK(write_json(static_cast<level>(3), json));
    CHECK(write_json(open_enum<level>("seven"), json));
    CHECK(write_json(open_enum<level>(), json));
    json.clear();
    CHECK(!write_json(open_enum<level>(level::owner), json));
    CHECK(json == "50");
}

TEST_CASE("a member that holds a numbered tag") {
    tagged<"type", as<1, told>> got;
    REQUIRE(!read_json(R"({"type":1,"content":"x"})", got));
    CHECK(std::get<told>(got).type == kind::text);
    std::string json;
    CHECK(!write_json(got, json));
    CHECK(json == R"({"type":1,"content":"x"})");
}

TEST_CASE("a number is read however it is spelt, as an integer is") {
    for (char const* spelling : {"50", "50.0", "5e1", "500e-1"}) {
        CAPTURE(spelling);
        level closed{};
        REQUIRE(!read_json(spelling, closed));
        CHECK(closed == level::owner);
        open_enum<level> open;
        REQUIRE(!read_json(spelling, open));
        CHECK(open == level::owner);
        constant<level::owner> always;
        CHECK(!read_json(spelling, always));
        CHECK(read_json(spelling, *std::make_unique<constant<level::guest>>()));
    }
    level barred{};
    CHECK(!read_json("-1.0", barred));
    CHECK(barred == level::barred);
    huge most{};
    CHECK(!read_json("18446744073709551615.0", most));
    CHECK(most == huge::most);
    none zero = none::more;
    CHECK(!read_json("-0", zero));
    CHECK(zero == none::zero);
    for (char const* wrong : {"50.5", "5e0", "51", "1e40", "\"50\"", "050", "-18446744073709551615"}) {
        CAPTURE(wrong);
        level closed{};
        CHECK(read_json(wrong, closed));
    }
}

TEST_CASE("an open one keeps the digits of what 64 bits hold, and any other integer as it came") {
    auto const kept = [](char const* spelling) {
        open_enum<level> open;
        return read_json(spelling, open) ? "none" : std::string(open.wire());
    };
    CHECK(kept("7.0") == "7");
    CHECK(kept("-0") == "0");
    CHECK(kept("-9223372036854775808") == "-9223372036854775808");
    CHECK(kept("1e40") == "1e40");
    CHECK(kept("-1e19") == "-1e19");
    CHECK(kept("1.5") == "none");
    auto const sent = [](char const* wire) {
        std::string json;
        return write_json(open_enum<level>(wire), json) ? "none" : json;
    };
    CHECK(sent("-0") == "0");
    CHECK(sent("5e1") == "50");
    CHECK(sent("1e40") == "1e40");
    CHECK(sent("1.5") == "none");
    CHECK(sent("7 ") == "none");
}

TEST_CASE("a numbered tag, however it is spelt") {
    tagged<"type", as<1, told>> got;
    REQUIRE(!read_json(R"({"type":1.0,"content":"x"})", got));
    CHECK(std::get<told>(got).content == "x");
    CHECK(std::get<told>(got).type == kind::text);
    CHECK(read_json(R"({"type":1.5,"content":"x"})", got));
}

TEST_CASE("in a URL and a body of the comprehensive API") {
    namespace api = everything_api::values;
    auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, R"({"access":50})"));
    client<api::service> const client({}, carrier);
    auto const got =
        invoke<api::set_access>(client, {.member = 7, .access = api::access::guest, .from = api::access::guest});
    REQUIRE(got);
    CHECK(got->access == api::access::owner);
    CHECK(carrier->requests()[0].target == "/v1/members/7?from=10");
    CHECK(carrier->requests()[0].body == R"({"access":10})");
}
