// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_reader.hpp>

#include "reading.hpp"

#include <cstdint>
#include <list>
#include <string>
#include <variant>
#include <vector>

using namespace json_tests;
using apibind::decode_error;
using apibind::decode_reason;

namespace {

enum class word { yes, no };
BOOST_DESCRIBE_ENUM(word, yes, no)

struct circle {
    double radius{};
    std::string name{};
    friend bool operator==(circle const&, circle const&) = default;
};
BOOST_DESCRIBE_STRUCT(circle, (), (radius, name))
struct box {
    double width{};
    double height{};
    friend bool operator==(box const&, box const&) = default;
};
BOOST_DESCRIBE_STRUCT(box, (), (width, height))

struct nest {
    std::variant<std::vector<nest>, std::list<nest>> next{};
};
BOOST_DESCRIBE_STRUCT(nest, (), (next))

struct even { // a type with its own codec
    int value = 0;
};

} // namespace

template <>
struct apibind::codec<even> {
    static void write(even const& value, std::string& json) { json += std::to_string(value.value); }
    static bool read(std::string_view json, even& value, std::string& expected) {
        if (apibind::read_json(json, value.value) || value.value % 2 != 0) return expected = "an even number", false;
        return true;
    }
};

TEST_CASE("a variant takes the alternative of the value's kind") {
    using any = std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<int>, box>;
    CHECK(std::holds_alternative<std::monostate>(read<any>("null")));
    CHECK(std::get<bool>(read<any>("true")));
    CHECK(std::get<std::int64_t>(read<any>("-5")) == -5);
    CHECK(std::get<std::string>(read<any>(R"("x")")) == "x");
    CHECK(std::get<std::vector<int>>(read<any>("[1]")) == std::vector<int>{1});
    CHECK(std::get<box>(read<any>(R"({"width":1,"height":2})")) == box{1, 2});
}

TEST_CASE("of several alternatives of a kind the first that can be read wins") {
    using number_or_text = std::variant<std::int8_t, double, word, std::string>;
    CHECK(std::get<std::int8_t>(read<number_or_text>("12")) == 12);
    CHECK(std::get<double>(read<number_or_text>("128")) == 128);
    CHECK(std::get<double>(read<number_or_text>("1.5")) == 1.5);
    CHECK(std::get<word>(read<number_or_text>(R"("no")")) == word::no);
    CHECK(std::get<std::string>(read<number_or_text>(R"("maybe")")) == "maybe");
    using figure = std::variant<circle, box>;
    CHECK(std::get<box>(read<figure>(R"({"width":1,"height":2})")) == box{1, 2});
    CHECK(std::get<circle>(read<figure>(R"({"radius":1,"name":"c"})")) == circle{1, "c"});
}

TEST_CASE("where no alternative fits, the failure of the one that came furthest is told") {
    using figure = std::variant<circle, box>;
    CHECK(refused<figure>(R"({"width":1,"height":"2"})") ==
          decode_error{decode_reason::missing, "$.radius", "a number", "nothing", 0});
    CHECK(refused<figure>(R"({"width":1,"height":"2","radius":true})") ==
          decode_error{decode_reason::wrong_type, "$.radius", "a number", "true", 33});
    CHECK(refused<figure>(R"({"radius":true,"width":1,"height":"2"})") ==
          decode_error{decode_reason::wrong_type, "$.height", "a number", "the string \"2\"", 34});
}

TEST_CASE("a value of a kind that no alternative has is told with all of them") {
    using some = std::variant<bool, std::int64_t, int, std::string>;
    CHECK(refused<some>("[]") ==
          decode_error{decode_reason::wrong_type, "$", "a boolean or an integer or a string", "an array", 0});
    CHECK(refused<some>("null").reason == decode_reason::null);
    CHECK(refused<some>("?").reason == decode_reason::malformed);
}

TEST_CASE("a text that is malformed is not tried with further alternatives") {
    using figure = std::variant<circle, box>;
    CHECK(refused<figure>(R"({"radius":1,"name":"\x"})").expected == "one of \"\\/bfnrtu after a backslash");
}

TEST_CASE("what a failed alternative noted is forgotten") {
    std::variant<circle, box> into;
    std::vector<apibind::note> notes;
    CHECK_FALSE(apibind::read_json(R"({"width":1,"height":2,"extra":0})", into, {}, &notes));
    CHECK(notes == std::vector<apibind::note>{{"$.extra", "unknown member"}});
}

TEST_CASE("everything is never read") {
    using filter = std::variant<word, apibind::everything_t>;
    CHECK(std::get<word>(read<filter>(R"("yes")")) == word::yes);
    CHECK(refused<filter>("null").expected == "a string");
    CHECK(refused<filter>(R"("everything")").reason == decode_reason::unknown_value);
}

TEST_CASE("alternatives that fail deep inside do not take exponential time") {
    std::string text;
    for (int i = 0; i != 60; ++i) text += R"([{"next":)";
    text += "7";
    for (int i = 0; i != 60; ++i) text += "}]";
    auto const error = refused<std::vector<nest>>(text);
    CHECK((error.reason == decode_reason::too_large || error.reason == decode_reason::wrong_type));
}

TEST_CASE("a type with a codec is given its text") {
    CHECK(read<std::vector<even>>("[ 2 , 4 ]").at(1).value == 4);
    CHECK(refused<std::vector<even>>("[2,3]") ==
          decode_error{decode_reason::wrong_type, "$[1]", "an even number", "the number 3", 3});
    CHECK(refused<even>("02").reason == decode_reason::malformed);
    CHECK(std::get<bool>(read<std::variant<even, bool>>("true")));
    CHECK(std::get<double>(read<std::variant<even, double>>("3")) == 3);
}
