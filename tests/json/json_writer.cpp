// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_writer.hpp>

#include "reading.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace json_tests;
using apibind::encode_error;
using apibind::encode_reason;

namespace {

enum class word : std::uint8_t { yes = 255, no_way = 1 };
BOOST_DESCRIBE_ENUM(word, yes, no_way)
consteval auto wire_names(std::type_identity<word>) {
    return apibind::names(apibind::kebab_case);
}
enum class minus : std::int8_t { one = -1, zero };
BOOST_DESCRIBE_ENUM(minus, one, zero)
enum class octet : std::uint8_t { most = 255 };
BOOST_DESCRIBE_ENUM(octet, most)

using filter = std::variant<word, apibind::everything_t>;

struct request {
    apibind::required<std::string> id;
    std::optional<bool> deep{};
    apibind::nullable<std::string> note{};
    std::vector<std::string> names{};
    std::optional<filter> some{};
};
BOOST_DESCRIBE_STRUCT(request, (), (id, deep, note, names, some))

struct odd_required {
    apibind::required<std::optional<int>> a;
    apibind::required<filter> b;
    apibind::everything_t c{};
    int d{};
};
BOOST_DESCRIBE_STRUCT(odd_required, (), (a, b, c, d))

struct tree {
    std::vector<tree> branches{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (branches))

struct derived : tree {
    int leaf{};
};
BOOST_DESCRIBE_STRUCT(derived, (tree), (leaf))

struct careless {
    std::string json;
};

tree high(int levels) {
    tree out;
    for (int i = 0; i != levels; ++i) {
        tree above;
        above.branches.push_back(std::move(out));
        out = std::move(above);
    }
    return out;
}

} // namespace

template <>
struct apibind::codec<careless> {
    static void write(careless const& value, std::string& json) { json += value.json; }
    static bool read(std::string_view json, careless& value, std::string&) { return value.json = json, true; }
};

TEST_CASE("scalars are written in their shortest form") {
    CHECK(written(true) == "true");
    CHECK(written(false) == "false");
    CHECK(written(std::numeric_limits<std::int8_t>::min()) == "-128");
    CHECK(written(std::numeric_limits<std::uint8_t>::max()) == "255");
    CHECK(written(std::int16_t{-3}) == "-3");
    CHECK(written(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(written(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(written(std::monostate{}) == "null");
    CHECK(written(apibind::null) == "null");
    CHECK(written(std::string_view("view")) == "\"view\"");
    CHECK(written(std::map<std::string_view, int>{{{}, 1}, {"a", 2}}) == R"({"":1,"a":2})");
}

TEST_CASE("strings are escaped where JSON asks for it and nowhere else") {
    CHECK(written(std::string("\"\\\b\f\n\r\t")) == R"("\"\\\b\f\n\r\t")");
    CHECK(written(std::string("\x01\x1f\x7f/", 4)) == "\"\\u0001\\u001f\x7f/\"");
    CHECK(written(std::string("a\0b", 3)) == R"("a\u0000b")");
    CHECK(written(std::string("\xc3\xa9\xf0\x9f\x98\x80")) == "\"\xc3\xa9\xf0\x9f\x98\x80\"");
    CHECK(written(std::string()) == "\"\"");
    for (std::size_t size = 0; size != 70; ++size) {
        std::string text(size, 'x');
        CHECK(written(text + "\n" + text) == "\"" + text + "\\n" + text + "\"");
        CHECK(written(text + "\xe2\x82\xac" + text) == "\"" + text + "\xe2\x82\xac" + text + "\"");
    }
    std::string const long_text(100000, 'y');
    CHECK(written(long_text + "\"") == "\"" + long_text + "\\\"\"");
}

TEST_CASE("invalid UTF-8 is refused with its place") {
    CHECK(unwritable(std::string("ab\xff")) ==
          encode_error{encode_reason::invalid_utf8, "$", "a string that is no UTF-8 at its byte 2"});
    CHECK(unwritable(std::map<std::string, std::vector<std::string>>{{"k", {"", "\xc0\xaf"}}}).path == "$.k[1]");
    CHECK(unwritable(std::map<std::string, int>{{"\xff", 1}}).reason == encode_reason::invalid_utf8);
    CHECK(unwritable(std::string("\xed\xa0\x80")).reason == encode_reason::invalid_utf8);
    CHECK(unwritable(std::string("\xe2\x82")).reason == encode_reason::invalid_utf8);
}

TEST_CASE("members are written in the order of their declaration, absent ones left out") {
    CHECK(written(request{.id = "1"}) == R"({"id":"1","names":[]})");
    CHECK(written(request{.id = "1", .deep = false, .note = "n", .names = {"a", "b"}, .some = filter(word::no_way)}) ==
          R"({"id":"1","deep":false,"note":"n","names":["a","b"],"some":"no-way"})");
    CHECK(written(derived{{{tree{}}}, 3}) == R"({"branches":[{"branches":[]}],"leaf":3})");
}

TEST_CASE("a nullable writes its null") {
    CHECK(written(request{.id = "", .note = apibind::null}) == R"({"id":"","note":null,"names":[]})");
}

TEST_CASE("everything is said by leaving the member out") {
    CHECK(written(request{.id = "", .some = filter(apibind::everything)}) == R"({"id":"","names":[]})");
    CHECK(written(odd_required{.a = 1, .b = apibind::everything}) == R"({"a":1,"d":0})");
    CHECK(written(odd_required{.a = std::nullopt, .b = word::yes}) == R"({"a":null,"b":"yes","d":0})");
    CHECK(unwritable(std::vector<filter>{word::yes, apibind::everything}) ==
          encode_error{encode_reason::valueless, "$[1]", "`everything` where a value must stand"});
}

TEST_CASE("an empty optional that is no member is null") {
    CHECK(written(std::vector<std::optional<int>>{1, std::nullopt}) == "[1,null]");
    CHECK(written(std::map<std::string, std::optional<int>>{{"a", std::nullopt}}) == R"({"a":null})");
    CHECK(written(std::optional<int>()) == "null");
    CHECK(written(apibind::nullable<int>()) == "null");
}

TEST_CASE("enums are written by their wire names") {
    CHECK(written(word::yes) == "\"yes\"");
    CHECK(written(word::no_way) == "\"no-way\"");
    CHECK(written(minus::one) == "\"one\"");
    CHECK(unwritable(std::vector<minus>{minus::zero, static_cast<minus>(5)}) ==
          encode_error{encode_reason::unknown_enumerator, "$[1]", "the value 5 that no enumerator has"});
    CHECK(unwritable(static_cast<octet>(200)).message == "the value 200 that no enumerator has");
    CHECK(written(apibind::open_enum<word>(word::yes)) == "\"yes\"");
    CHECK(written(apibind::open_enum<word>(std::string_view("n\"ew"))) == R"("n\"ew")");
    CHECK(unwritable(apibind::open_enum<word>()).reason == encode_reason::valueless);
}

TEST_CASE("lists, arrays, bits and maps are written") {
    int const c[2] = {1, 2};
    CHECK(written(c) == "[1,2]");
    CHECK(written(std::array<bool, 1>{true}) == "[true]");
    CHECK(written(std::array<int, 0>{}) == "[]");
    CHECK(written(std::vector<bool>{true, false}) == "[true,false]");
    CHECK(written(std::list<std::string>{"a", "b"}) == R"(["a","b"])");
    CHECK(written(std::list<std::string>{}) == "[]");
    CHECK(written(std::map<std::string, int>{{"a\n", 1}, {"b", 2}}) == R"({"a\n":1,"b":2})");
    CHECK(written(std::map<int, int>{{-1, 1}, {2, 2}}) == R"({"-1":1,"2":2})");
    CHECK(written(std::map<word, int>{{word::no_way, 1}}) == R"({"no-way":1})");
    CHECK(unwritable(std::map<word, int>{{static_cast<word>(9), 1}}) ==
          encode_error{encode_reason::unknown_enumerator, "$", "a key that no enumerator has"});
}

TEST_CASE("what is refused inside containers has its path") {
    CHECK(unwritable(std::map<int, std::vector<double>>{{441, {1, std::nan("")}}}).path == R"($["441"][1])");
    CHECK(unwritable(std::list<double>{1, 2, HUGE_VAL}).path == "$[2]");
    CHECK(unwritable(request{.id = "", .names = {"\xff"}}).path == "$.names[0]");
    CHECK(unwritable(request{.id = "\xff"}).path == "$.id");
}

TEST_CASE("values nest as deep as the limit and no deeper") {
    CHECK(written(high(63)).size() > 63);
    auto const error = unwritable(high(64));
    CHECK(error.reason == encode_reason::too_deep);
    CHECK(error.message == "more than 128 arrays and objects in each other");
}

TEST_CASE("what a codec writes is checked") {
    CHECK(written(std::vector<careless>{{"1"}, {" {\"a\":[null]} "}}) == "[1, {\"a\":[null]} ]");
    auto const error = unwritable(std::vector<careless>{{"1"}, {"NaN"}});
    CHECK(error ==
          encode_error{encode_reason::bad_foreign, "$[1]",
                       "its codec wrote no valid JSON: $: expected a JSON value, found 'N' (malformed, byte 0)"});
    CHECK(unwritable(careless{""}).reason == encode_reason::bad_foreign);
    CHECK(unwritable(careless{"1,2"}).reason == encode_reason::bad_foreign);
    CHECK(unwritable(careless{"\"\xff\""}).reason == encode_reason::bad_foreign);
    CHECK(unwritable(std::vector<careless>{{std::string(128, '[') + std::string(128, ']')}}).reason ==
          encode_reason::too_deep);
}

TEST_CASE("an object of some members is written") {
    request const value{.id = "1", .deep = true, .names = {"a"}};
    auto const& table = *apibind::detail::node_of<request>.object;
    std::string text = "x";
    std::uint16_t const some[] = {3, 1, 2};
    CHECK_FALSE(apibind::detail::write_json_members(table, some, 3, &value, text));
    CHECK(text == R"(x{"names":["a"],"deep":true})");
    CHECK_FALSE(apibind::detail::write_json_members(table, nullptr, 0, &value, text));
    CHECK(text == R"(x{"names":["a"],"deep":true}{})");
}

TEST_CASE("a long text is the same however it falls into pieces") {
    std::map<std::string, std::vector<request>> value;
    std::string expected = "{";
    for (int i = 1000; i != 1300; ++i) {
        auto const key = std::to_string(i);
        value[key] = {request{.id = key, .names = {std::string(static_cast<std::size_t>(i) % 97, 'n')}}};
        expected += "\"" + key + "\":[{\"id\":\"" + key + "\",\"names\":[\"" +
                    std::string(static_cast<std::size_t>(i) % 97, 'n') + "\"]}],";
    }
    expected.back() = '}';
    CHECK(written(value) == expected);
}
