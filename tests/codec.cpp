// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/codec.hpp>

#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace {

struct day {
    int number = 0;
};
struct money {
    int cents = 0;
};
struct order {
    day on;
    std::optional<money> price{};
};
BOOST_DESCRIBE_STRUCT(order, (), (on, price))

} // namespace

template <>
struct apibind::codec<day> {
    static void write(day const& value, std::string& json) { json += "\"d" + std::to_string(value.number) + "\""; }
    static bool read(std::string_view json, day& value, std::string& expected) {
        expected = "a day such as \"d7\"";
        if (json.size() != 4 || json.substr(0, 2) != "\"d") return false;
        value.number = json[2] - '0';
        return true;
    }
};
template <>
struct apibind::codec<money> {
    static std::string write(money const& value, std::string& json) {
        if (value.cents < 0) return "no price is negative";
        json += std::to_string(value.cents);
        return {};
    }
    static bool read(std::string_view, money& value, std::string&) { return value.cents = 1, true; }
};

TEST_CASE("a type of the user's own travels as its codec says") {
    std::string json;
    CHECK(!apibind::write_json(order{{7}, money{250}}, json));
    CHECK(json == R"({"on":"d7","price":250})");
    order read;
    CHECK(!apibind::read_json(R"({"on":"d3"})", read));
    CHECK(read.on.number == 3);
    CHECK(!read.price);
}

TEST_CASE("what a codec cannot read or write is a fault with its place") {
    order read;
    auto const error = apibind::read_json(R"({"on":{"d":[7]}})", read);
    REQUIRE(error);
    CHECK(error->path == "$.on");
    CHECK(to_string(*error).find("a day such as") != std::string::npos);
    std::string json;
    auto const fault = apibind::write_json(order{{7}, money{-1}}, json);
    REQUIRE(fault);
    CHECK(to_string(*fault).find("no price is negative") != std::string::npos);
    CHECK(to_string(*fault).find("price") != std::string::npos);
}
