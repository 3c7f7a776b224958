// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/in_string.hpp>

#include "support/travelling.hpp"
#include <apibind/decimal.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

using apibind::in_string;
using apibind::nullable;
using namespace support;

namespace in_string_tests {

struct inner {
    int a = 0;
    std::optional<std::string> b{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (a, b))

struct nested {
    in_string<std::optional<std::map<std::string, std::vector<nested>>>> more{};
};
BOOST_DESCRIBE_STRUCT(nested, (), (more))

struct all {
    in_string<std::int64_t> number{};
    in_string<bool> flag{};
    in_string<double> real{};
    in_string<inner> object{};
    in_string<std::vector<int>> list{};
    std::optional<in_string<int>> some{};
    nullable<in_string<int>> may_be_null{};
    std::vector<in_string<int>> many{};
    std::map<std::string, in_string<bool>> map{};
};
BOOST_DESCRIBE_STRUCT(all, (), (number, flag, real, object, list, some, may_be_null, many, map))

} // namespace in_string_tests
using namespace in_string_tests;

TEST_CASE("a value is written as its JSON in a string") {
    all it;
    it.number = 9007199254740993;
    it.flag = true;
    it.real = 0.5;
    it.object = inner{7, "say \"x\""};
    it.list = std::vector<int>{1, 2};
    it.some = 3;
    it.may_be_null = apibind::null;
    it.many = {4, 5};
    it.map = {{"k", false}};
    auto const json = R"({"number":"9007199254740993","flag":"true","real":"0.5",)"
                      R"("object":"{\"a\":7,\"b\":\"say \\\"x\\\"\"}","list":"[1,2]","some":"3","may_be_null":null,)"
                      R"("many":["4","5"],"map":{"k":"false"}})";
    CHECK(json_of(it) == json);
    CHECK(again<all>(json) == json);
    CHECK(value_of<all>(json).object->b == "say \"x\"");
}

TEST_CASE("numbers and booleans are read without their quotes too, and nothing else is") {
    CHECK(again<in_string<int>>("12") == "\"12\"");
    CHECK(again<in_string<bool>>("false") == "\"false\"");
    CHECK(again<in_string<std::optional<int>>>("\"null\"") == "\"null\"");
    CHECK(again<in_string<inner>>(R"({"a":1})").starts_with("! $: expected a string, found an object (wrong type"));
    CHECK(again<in_string<std::string>>(R"("\"x\"")") == R"("\"x\"")");
    CHECK(again<in_string<std::string>>(R"("x")").starts_with(
        "! $: expected a string in the string, found 'x' (bad text"));
    CHECK(again<in_string<int>>("null").starts_with("! $: expected a string, found null (null"));
}

TEST_CASE("what is wrong in a string has its place and is no fault of the text around it") {
    CHECK(again<all>(R"({"number":"1x"})")
              .starts_with("! $.number: expected the end of the text in the string, found 'x'"));
    CHECK(again<all>(R"({"number":""})")
              .starts_with("! $.number: expected a JSON value in the string, found an empty text"));
    CHECK(again<all>(R"({"number":"9223372036854775808"})").find("out of range") != std::string::npos);
    CHECK(
        again<std::vector<in_string<inner>>>(R"(["{\"a\":1}","{\"a\":\"x\"}"])")
            .starts_with("! $[1].a: expected an integer in the string, found the string \"x\" (wrong type, byte 13)"));
    // The next alternative is tried.
    using either = std::variant<in_string<int>, std::string>;
    CHECK(again<either>(R"("12")") == "\"12\"");
    CHECK(again<either>(R"("a text")") == "\"a text\"");
    CHECK(value_of<either>(R"("a text")").index() == 1);
}

TEST_CASE("strict reading is strict in the string") {
    CHECK(again<in_string<inner>>(R"("{\"a\":1,\"c\":2}")") == R"("{\"a\":1}")");
    CHECK(again<in_string<inner>>(R"("{\"a\":1,\"c\":2}")", {.strict = true}).find("unknown member") !=
          std::string::npos);
}

TEST_CASE("what is in a string is as deep as the string is") {
    // 12 levels of text, each of which escapes the one before.
    std::string text = "null";
    auto const quoted = [](std::string const& plain) {
        std::string out = "\"";
        for (char c : plain) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        return out + "\"";
    };
    for (int i = 0; i != 12; ++i) text = R"({"more":)" + quoted(i == 0 ? text : R"({"k":[)" + text + "]}") + "}";
    CHECK(again<nested>(text) == text);
    CHECK(again<nested>(text, {.max_depth = 34}) == text);
    CHECK(again<nested>(text, {.max_depth = 33}).find("too deep") != std::string::npos);
    // Brackets in a string count with those around it.
    std::string open(200, '[');
    CHECK(again<in_string<std::vector<apibind::nullable<int>>>>(quoted(open)).starts_with("! $"));
}

TEST_CASE("in a URL it is the text itself") {
    CHECK(apibind::to_text(in_string<int>(12)) == "12");
    CHECK(apibind::to_text(in_string<inner>(inner{1, "x"})) == R"({"a":1,"b":"x"})");
    CHECK(text_again<in_string<bool>>("true") == "true");
    CHECK(text_again<in_string<inner>>(R"({"a":1})") == R"({"a":1})");
    CHECK(text_again<in_string<inner>>(R"({"a":)") == "none");
    CHECK(!apibind::to_text(in_string<std::vector<double>>(std::vector<double>{1.0 / 0.0})));
}

TEST_CASE("it takes what its value takes, without losing a part") {
    apibind::required<in_string<int>> const needed = 5;
    CHECK(**needed == 5);
    static_assert(!std::is_convertible_v<double, in_string<int>>);
    static_assert(!std::is_convertible_v<std::int64_t, in_string<int>>);
    static_assert(!std::is_convertible_v<std::nullptr_t, in_string<std::string>>);
    static_assert(std::is_convertible_v<char const*, in_string<std::string>>);
    CHECK(in_string<int>(1) == in_string<int>(1));
}
