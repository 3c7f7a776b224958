// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/joined.hpp>

#include "support/travelling.hpp"
#include <apibind/uuid.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using apibind::joined;
using namespace support;

namespace joined_tests {

enum class scope { read, write };
BOOST_DESCRIBE_ENUM(scope, read, write)
using scopes = joined<scope, ' '>;

struct token {
    scopes scope;
    std::optional<joined<int>> numbers{};
};
BOOST_DESCRIBE_STRUCT(token, (), (scope, numbers))

} // namespace joined_tests
using namespace joined_tests;

TEST_CASE("a list is one text") {
    CHECK(json_of(token{scopes{scope::read, scope::write}, joined<int>{1, -2}}) ==
          R"({"scope":"read write","numbers":"1,-2"})");
    CHECK(again<token>(R"({"scope":"read write","numbers":"1,-2"})") == R"({"scope":"read write","numbers":"1,-2"})");
    CHECK(again<token>(R"({"scope":""})") == R"({"scope":""})");
    CHECK(text_again<joined<std::string, '|'>>("a|b c|d") == "a|b c|d");
    CHECK(text_again<joined<double>>("0.5,1e3") == "0.5,1000");
    CHECK(text_again<joined<apibind::uuid>>("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6") ==
          "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    CHECK(joined<int>{1, 2}.size() == 2);
    CHECK(joined<int>(std::vector<int>{1}) == joined<int>{1});
}

TEST_CASE("blanks around elements and elements of nothing are passed over") {
    CHECK(text_again<joined<std::string>>("a, b ,,\tc,") == "a,b,c");
    CHECK(text_again<scopes>("  read   write ") == "read write");
    CHECK(text_again<joined<int>>(" , ,") == "");
}

TEST_CASE("an element that would be read as something else is refused") {
    auto const of = [](std::string text) { return json_of(joined<std::string>{"x", std::move(text)}); };
    CHECK(of("a,b") == "! $: the value has an element that holds ',', which separates them (bad text)");
    CHECK(of("") == "! $: the value has an empty element, which joining would lose (bad text)");
    CHECK(of(" a") == "! $: the value has an element with a space at its end, which joining would lose (bad text)");
    CHECK(of("a\t") == "! $: the value has an element with a space at its end, which joining would lose (bad text)");
    CHECK(of("a b") == "\"x,a b\"");
    CHECK(json_of(joined<scope>{static_cast<scope>(9)}) == "! $: the value is none of its enumerators (bad text)");
    CHECK(of("\xff").find("no UTF-8") != std::string::npos);
}

TEST_CASE("an element that is none is told") {
    CHECK(again<joined<int>>("\"1,x\"") ==
          "! $: expected texts joined to one, found the string \"1,x\" (bad text, byte 0)");
    CHECK(again<scopes>("\"read erase\"").find("bad text") != std::string::npos);
    CHECK(again<joined<int>>("[1]").starts_with("! $: expected a string, found an array"));
    CHECK(text_again<joined<int>>("1,99999999999") == "none");
}
