// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_scanner.hpp>

#include "reading.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace json_tests;
using apibind::decode_error;
using apibind::decode_reason;

namespace {

decode_error malformed(std::string_view text) {
    apibind::detail::json_scanner scanner;
    bool const whole = scanner.document(text, {}, [&](char const* p) { return scanner.skip(p); });
    INFO("text: ", text);
    REQUIRE_FALSE(whole);
    REQUIRE(scanner.error);
    return *scanner.error;
}
decode_error at(std::string path, std::string expected, std::string found, std::size_t offset) {
    return {decode_reason::malformed, std::move(path), std::move(expected), std::move(found), offset};
}

} // namespace

TEST_CASE("an empty text and one of white space say so") {
    CHECK(malformed("") == at("$", "a JSON value", "an empty text", 0));
    CHECK(malformed(" \n\t") == at("$", "a JSON value", "nothing but white space", 3));
    CHECK(malformed(std::string_view()) == at("$", "a JSON value", "an empty text", 0));
}

TEST_CASE("a byte order mark is named") {
    CHECK(malformed("\xef\xbb\xbf{}") == at("$", "JSON without a byte order mark", "a byte order mark", 0));
    CHECK(malformed("\xef\xbb\xbf 1") == at("$", "JSON without a byte order mark", "a byte order mark", 0));
    CHECK(refused<std::map<std::string, int>>("\xef\xbb\xbf{}").found == "a byte order mark");
}

TEST_CASE("nothing may follow the value") {
    CHECK(malformed("{} []") == at("$", "the end of the text", "'['", 3));
    CHECK(malformed("1 2") == at("$", "the end of the text", "'2'", 2));
    CHECK(malformed("[]]") == at("$", "the end of the text", "']'", 2));
    CHECK(malformed(std::string_view("[1]\0", 4)) == at("$", "the end of the text", "byte 0x00", 3));
    CHECK(refused<std::vector<int>>("[1],").offset == 3);
}

TEST_CASE("the end of the text is told, behind the white space at its end") {
    CHECK(malformed("[1,2") == at("$", "',' or ']'", "the end of the text", 4));
    CHECK(malformed("[[1] ") == at("$[0]", "',' or a closing bracket", "the end of the text", 5));
    CHECK(malformed("{\"a\"") == at("$", "':'", "the end of the text", 4));
    CHECK(malformed("{\"a\":") == at("$.a", "a JSON value", "the end of the text", 5));
    CHECK(malformed("[") == at("$[0]", "a JSON value", "the end of the text", 1));
    CHECK(malformed("tru") == at("$", "a JSON value", "'t'", 0));
}

TEST_CASE("what stands in the wrong place is told with its path") {
    CHECK(malformed("[1 2]") == at("$", "',' or ']'", "'2'", 3));
    CHECK(malformed("{\"a\":[1,]}") == at("$.a[1]", "a JSON value", "']'", 8));
    CHECK(malformed("{\"a\":1,}") == at("$", "a key in quotes", "'}'", 7));
    CHECK(malformed("{\"a\" 1}") == at("$", "':'", "'1'", 5));
    CHECK(malformed("{\"a\":{\"b c\":+1}}") == at("$.a[\"b c\"]", "a JSON value", "'+'", 12));
    CHECK(malformed("[\xc2\xa0]") == at("$[0]", "a JSON value", "byte 0xC2", 1));
}

TEST_CASE("numbers are told at the byte that spoils them") {
    CHECK(malformed("[-]") == at("$[0]", "a digit", "']'", 2));
    CHECK(malformed("[1.]") == at("$[0]", "a digit", "']'", 3));
    CHECK(malformed("[1e+]") == at("$[0]", "a digit", "']'", 4));
    CHECK(malformed("[012]") == at("$[0]", "a number without leading zeros", "'1'", 2));
    CHECK(refused<int>("-").expected == "a digit");
    CHECK(refused<double>("01").expected == "a number without leading zeros");
    CHECK(refused<unsigned>("00").expected == "a number without leading zeros");
}

TEST_CASE("white space of any length is skipped and nothing else is") {
    for (std::size_t n = 0; n != 70; ++n) {
        std::string const space = std::string(n, ' ') + "\n\t\r";
        CHECK(read<std::vector<int>>(space + "[" + space + "1" + space + "," + space + "2" + space + "]" + space) ==
              std::vector<int>{1, 2});
        CHECK(malformed("[" + space + "\v1]").offset == n + 4);
    }
}
