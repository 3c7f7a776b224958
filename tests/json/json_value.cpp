// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_value.hpp>

#include "reading.hpp"

#include <boost/json/parse.hpp>

#include <cmath>
#include <optional>
#include <string>

using namespace json_tests;
using apibind::decode_error;
using apibind::decode_reason;
using apibind::json_value;

namespace {

struct event {
    std::string name;
    json_value data{};
    std::optional<json_value> more{};
};
BOOST_DESCRIBE_STRUCT(event, (), (name, data, more))

} // namespace

TEST_CASE("any JSON is kept") {
    auto const value = read<event>(R"({"name":"n","data":{"a":[1,-2,1.5,"x\u00e9",true,false,null,{}],"b" : [ ]}})");
    CHECK(value.data == boost::json::parse(R"({"a":[1,-2,1.5,"x\u00e9",true,false,null,{}],"b":[]})"));
    CHECK_FALSE(value.more);
    CHECK(written(value) == "{\"name\":\"n\",\"data\":{\"a\":[1,-2,1.5,\"x\xc3\xa9\",true,false,null,{}],\"b\":[]}}");
}

TEST_CASE("numbers keep their kind and every bit") {
    auto const value = read<json_value>(
        "[9223372036854775807,-9223372036854775808,18446744073709551615,1.0,1e2,-0,0.1,9007199254740993]");
    auto const& list = value.as_array();
    CHECK(list[0].as_int64() == 9223372036854775807);
    CHECK(list[1].as_int64() == -9223372036854775807 - 1);
    CHECK(list[2].as_uint64() == 18446744073709551615u);
    CHECK(list[3].as_double() == 1.0);
    CHECK(list[4].as_double() == 100.0);
    CHECK(std::signbit(list[5].as_double()));
    CHECK(list[6].as_double() == 0.1);
    CHECK(list[7].as_int64() == 9007199254740993);
    CHECK(written(value) ==
          "[9223372036854775807,-9223372036854775808,18446744073709551615,1.0,100.0,-0.0,0.1,9007199254740993]");
}

TEST_CASE("what Boost would lose silently is refused") {
    CHECK(refused<event>(R"({"name":"","data":{"a":1,"\u0061":2}})") ==
          decode_error{decode_reason::wrong_type, "$.data", "each key once, not again \"a\"", "an object", 18});
    CHECK(refused<json_value>("18446744073709551616").expected ==
          "integers of at most 64 bits, not 18446744073709551616");
    CHECK(refused<json_value>("[-9223372036854775809]").expected ==
          "integers of at most 64 bits, not -9223372036854775809");
    CHECK(refused<json_value>("[1e400]").expected == "numbers in the range of double, not 1e400");
}

TEST_CASE("values nest as deep as typed ones") {
    std::string const deep = std::string(128, '[') + std::string(128, ']');
    CHECK(written(read<json_value>(deep)) == deep);
    CHECK(refused<json_value>("[" + deep + "]").reason == decode_reason::too_deep);
    json_value value = nullptr;
    for (int i = 0; i != 200; ++i) value = boost::json::array({std::move(value)});
    auto const error = unwritable(value);
    CHECK(error.reason == apibind::encode_reason::bad_foreign);
    CHECK(error.message.find("too deep") != std::string::npos);
}

TEST_CASE("what a json_value cannot write is told with the place inside it") {
    json_value value = {{"a", {1, std::nan("")}}};
    auto const error = unwritable(event{.name = "", .data = value});
    CHECK(error == apibind::encode_error{apibind::encode_reason::bad_foreign, "$.data",
                                         "its codec refused it: $.a[1]: NaN has no JSON (not finite)"});
    value = "\xff";
    CHECK(unwritable(value).message ==
          "its codec refused it: $: a string that is no UTF-8 at its byte 0 (invalid UTF-8)");
}
