// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_reader.hpp>

#include "reading.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

using namespace json_tests;
using apibind::decode_error;
using apibind::decode_reason;

namespace {

enum class color : std::uint8_t { red = 200, dark_blue = 7 };
BOOST_DESCRIBE_ENUM(color, red, dark_blue)
consteval auto wire_names(std::type_identity<color>) {
    return apibind::names(apibind::kebab_case);
}

enum class ten { a, b, c, d, e, f, g, h, i, j };
BOOST_DESCRIBE_ENUM(ten, a, b, c, d, e, f, g, h, i, j)

struct tree {
    std::vector<tree> branches{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (branches))

struct arrays {
    int c[3]{};
    std::array<std::optional<bool>, 2> cpp{};
};
BOOST_DESCRIBE_STRUCT(arrays, (), (c, cpp))

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

TEST_CASE("lists of every family are read") {
    CHECK(read<std::vector<int>>("[1,2,3]") == std::vector<int>{1, 2, 3});
    CHECK(read<std::vector<int>>("[ ]").empty());
    CHECK(read<std::deque<std::string>>(R"(["a","b"])") == std::deque<std::string>{"a", "b"});
    CHECK(read<std::list<double>>("[0.5]") == std::list<double>{0.5});
    CHECK(read<std::vector<std::vector<int>>>("[[1],[],[2,3]]") == std::vector<std::vector<int>>{{1}, {}, {2, 3}});
    CHECK(read<std::vector<std::optional<int>>>("[1,null]") == std::vector<std::optional<int>>{1, std::nullopt});
    CHECK(refused<std::vector<int>>("[1,null]") == decode_error{decode_reason::null, "$[1]", "an integer", "null", 3});
}

TEST_CASE("bits are read") {
    CHECK(read<std::vector<bool>>("[true,false,true]") == std::vector<bool>{true, false, true});
    CHECK(refused<std::vector<bool>>("[true,1]") ==
          decode_error{decode_reason::wrong_type, "$[1]", "a boolean", "the number 1", 6});
}

TEST_CASE("arrays take exactly as many elements as they have") {
    auto const a = read<arrays>(R"({"c":[1,2,3],"cpp":[true,null]})");
    CHECK(a.c[2] == 3);
    CHECK(a.cpp == std::array<std::optional<bool>, 2>{true, std::nullopt});
    CHECK(read<std::array<int, 0>>("[]").empty());
    CHECK(refused<arrays>(R"({"c":[1,2],"cpp":[true,null]})") ==
          decode_error{decode_reason::wrong_type, "$.c", "an array of 3 elements", "an array of 2", 5});
    CHECK(refused<arrays>(R"({"c":[1,2,3,4],"cpp":[true,null]})") ==
          decode_error{decode_reason::wrong_type, "$.c", "an array of 3 elements", "a longer array", 5});
    CHECK(refused<std::array<int, 1>>("[]").expected == "an array of 1 element");
}

TEST_CASE("maps are read by string, integer and enum keys") {
    using strings = std::map<std::string, int>;
    CHECK(read<strings>(R"({"b":2,"":0,"\u0061":1})") == strings{{"", 0}, {"a", 1}, {"b", 2}});
    CHECK(read<std::unordered_map<std::string, int>>(R"({"x":1})").at("x") == 1);
    using integers = std::map<std::int16_t, std::string>;
    CHECK(read<integers>(R"({"441":"x","-1":"y","0":""})") == integers{{441, "x"}, {-1, "y"}, {0, ""}});
    using colors = std::map<color, bool>;
    CHECK(read<colors>(R"({"dark-blue":true})") == colors{{color::dark_blue, true}});
}

TEST_CASE("a map's key that comes twice is refused") {
    CHECK(refused<std::map<std::string, int>>(R"({"a b":1,"a\u0020b":2})") ==
          decode_error{decode_reason::duplicate, R"($["a b"])", "each key once", R"(the key "a\u0020b" again)", 9});
    CHECK(refused<std::map<int, int>>(R"({"1":1,"1":2})").path == R"($["1"])");
    CHECK(refused<std::map<color, int>>(R"({"red":1,"red":2})").reason == decode_reason::duplicate);
}

TEST_CASE("a text that is no key of the map is refused") {
    using integers = std::map<std::uint8_t, int>;
    CHECK(refused<integers>(R"({"1":1,"x1":2})") ==
          decode_error{decode_reason::wrong_type, "$.x1", "an integer as key", R"(the key "x1")", 7});
    for (char const* text :
         {R"({"01":1})", R"({"-0":1})", R"({"+1":1})", R"({" 1":1})", R"({"1.0":1})", R"({"":1})", R"({"256":1})"})
        CHECK(refused<integers>(text).reason == decode_reason::wrong_type);
    CHECK(refused<std::map<color, int>>(R"({"green":1})") == decode_error{decode_reason::unknown_value, "$.green",
                                                                          R"(one of "red" or "dark-blue" as key)",
                                                                          R"(the key "green")", 1});
}

TEST_CASE("the path names keys and elements") {
    using answer = std::map<std::string, std::vector<std::map<std::string, int>>>;
    CHECK(refused<answer>(R"({"441":[{"record_id":"x"}]})").path == R"($["441"][0].record_id)");
    CHECK(refused<answer>(R"({"a\"b":[{},{"c d":null}]})").path == R"($["a\"b"][1]["c d"])");
}

TEST_CASE("enums are read by their wire names") {
    CHECK(read<color>(R"("red")") == color::red);
    CHECK(read<color>(R"("dark-blue")") == color::dark_blue);
    CHECK(read<color>(R"("dark\u002dblue")") == color::dark_blue);
    CHECK(refused<color>(R"("dark_blue")") == decode_error{decode_reason::unknown_value, "$",
                                                           R"(one of "red" or "dark-blue")",
                                                           R"(the string "dark_blue")", 0});
    CHECK(refused<ten>(R"("x")").expected == R"(one of "a", "b", "c", "d", "e", "f", "g", "h" or 2 more)");
    CHECK(refused<color>("200").reason == decode_reason::wrong_type);
    CHECK(refused<color>("\"red").reason == decode_reason::malformed);
}

TEST_CASE("an open enum keeps what it does not know") {
    using open = apibind::open_enum<color>;
    CHECK(read<open>(R"("red")") == color::red);
    auto const other = read<open>(R"("gr\u00fcn")");
    CHECK_FALSE(other.is_known());
    CHECK(other.wire() == "gr\xc3\xbcn");
    CHECK(refused<open>("1").expected == "a string");
}

TEST_CASE("strings are what their escapes stand for") {
    CHECK(read<std::string>(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
    CHECK(read<std::string>(R"("a\u0000b")") == std::string("a\0b", 3));
    CHECK(read<std::string>(R"("\u20ac\uD83D\ude00x")") == "\xe2\x82\xac\xf0\x9f\x98\x80x");
    CHECK(read<std::string>("\"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82, 17 and more bytes\x7f\"") ==
          "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82, 17 and more bytes\x7f");
    std::string const long_text(10000, 'y');
    CHECK(read<std::string>("\"" + long_text + "\\n" + long_text + "\"") == long_text + "\n" + long_text);
}

TEST_CASE("surrogates without their other half are refused") {
    CHECK(refused<std::vector<std::string>>(R"(["\ud800x"])") ==
          decode_error{decode_reason::invalid_utf8, "$[0]", "a pair of surrogates", "the lone surrogate \\ud800", 2});
    for (char const* text :
         {R"("\udc00")", R"("\ud800\ud800")", R"("\ud800\n")", R"("\udbff\ue000")", R"("\uDFFF\uD800")"})
        CHECK(refused<std::string>(text).reason == decode_reason::invalid_utf8);
    CHECK(refused<std::string>(R"("\ud800\u12g4")") ==
          decode_error{decode_reason::malformed, "$", "four hexadecimal digits", "'g'", 11});
}

TEST_CASE("what is wrong inside a string is told at its byte") {
    CHECK(refused<std::string>("\"ab\ncd\"") ==
          decode_error{decode_reason::malformed, "$", "an escape instead of a control character", "byte 0x0A", 3});
    CHECK(refused<std::string>(R"("ab\x")") ==
          decode_error{decode_reason::malformed, "$", "one of \"\\/bfnrtu after a backslash", "'x'", 4});
    CHECK(refused<std::string>(R"("\u12)") ==
          decode_error{decode_reason::malformed, "$", "four hexadecimal digits", "the end of the text", 5});
    CHECK(refused<std::string>("\"abc") ==
          decode_error{decode_reason::malformed, "$", "a closing quote", "the end of the text", 4});
    CHECK(refused<std::string>("\"\xed\xa0\x80\"") ==
          decode_error{decode_reason::invalid_utf8, "$", "UTF-8", "byte 0xED", 1});
}

TEST_CASE("arrays and objects nest as deep as the limit and no deeper") {
    std::string deep = R"({"branches":[]})";
    for (int i = 0; i != 63; ++i) deep = R"({"branches":[)" + deep + "]}";
    read<tree>(deep);
    auto const error = refused<tree>(R"({"branches":[)" + deep + "]}");
    CHECK(error.reason == decode_reason::too_deep);
    CHECK(error.expected == "at most 128 arrays and objects in each other");
    CHECK(error.offset == 64 * 13);
    using flat = std::vector<std::vector<int>>;
    read<flat>("[[],[],[]]", {.max_depth = 2});
    CHECK(refused<flat>("[[],[]]", {.max_depth = 1}) ==
          decode_error{decode_reason::too_deep, "$[0]", "at most 1 arrays and objects in each other", "an array", 1});
    CHECK(refused<flat>("[]", {.max_depth = 0}).path == "$");
    CHECK(refused<tree>(R"({"x":)" + nested(100000) + "}").reason == decode_reason::too_deep);
    CHECK(refused<tree>(std::string(100000, '[')).reason == decode_reason::wrong_type);
    read<tree>(R"({"x":)" + nested(1000) + R"(,"branches":[]})", {.max_depth = 1001});
}
