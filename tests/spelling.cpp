// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/spelling.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace apibind::detail;

namespace {

/// What a text stands for, and for each byte of that where it stands: `abc` as "0-1,1-2,2-3".
struct reading {
    std::string text;
    std::string places;
    bool changed = false;
};
reading read(std::vector<spelling> const& how, std::string_view text, bool cut_short = false, std::size_t at = 0) {
    std::vector<spelt_reader> readers;
    readers.reserve(how.size() + 1);
    readers.emplace_back(text, at);
    for (auto const one : how) readers.emplace_back(readers.back(), one, cut_short);
    reading out;
    for (spelt_reader::unit unit; readers.back().next(unit);) {
        out.text += unit.byte;
        out.places += (out.places.empty() ? "" : ",") + std::to_string(unit.begin) + "-" + std::to_string(unit.end);
    }
    out.changed = readers.back().has_changed();
    return out;
}

constexpr auto percent = spelling::percent, escaped = spelling::escaped, html = spelling::html;

} // namespace

TEST_CASE("a text that is not spelt is read as it is") {
    for (auto const& how : std::vector<std::vector<spelling>>{{}, {percent}, {escaped}, {html}, {html, percent}}) {
        auto const it = read(how, "ab c");
        CHECK(it.text == "ab c");
        CHECK(it.places == "0-1,1-2,2-3,3-4");
        CHECK(!it.changed);
    }
    CHECK(read({}, "%41\\u0041&#65;").text == "%41\\u0041&#65;");
    CHECK(read({percent}, "").text.empty());
    CHECK(read({}, "ab", false, 7).places == "7-8,8-9");
}

TEST_CASE("each spelling is read") {
    CHECK(read({percent}, "a%41%2f%2Fb%").text == "aA//b%");
    CHECK(read({escaped}, R"(a\u0041\u00e9\/\"\\\x41\t\ud83d\ude00)").text == "aA\xc3\xa9/\"\\A\t\xf0\x9f\x98\x80");
    CHECK(read({html}, "a&#65;&#x41;&amp;&lt&sol;&#65").text == "aAA&</A");
    CHECK(read({percent}, "a%41").places == "0-1,1-4");
    CHECK(read({percent}, "a%41").changed);
    CHECK(read({escaped}, "\\u00e9").places == "0-6,0-6");
}

TEST_CASE("what is no escape stands for itself") {
    for (auto const* text : {"%", "%4", "%zz", "a%"}) CHECK(read({percent}, text).text == text);
    for (auto const* text : {"\\", "\\u", "\\u00", "\\uzzzz", "a\\"}) CHECK(read({escaped}, text).text == text);
    for (auto const* text : {"&", "&#", "&#;", "&#x;", "&amb;", "& amp;", "&#99999999;"})
        CHECK(read({html}, text).text == text);
}

TEST_CASE("spellings lie over each other") {
    auto const it = read({percent, escaped}, "x%5Cu0041");
    CHECK(it.text == "xA");
    CHECK(it.places == "0-1,1-9");
    CHECK(read({escaped, percent}, R"(\u002541)").text == "A");
    CHECK(read({html, html}, "&amp;#65;").text == "A");
    CHECK(read({percent, percent, percent}, "%252541").text == "A");
}

TEST_CASE("line ends are left out, within an escape, too") {
    auto const it = read({percent}, "a\r\n%\n4\r1b");
    CHECK(it.text == "aAb");
    CHECK(it.places == "0-1,3-8,8-9");
    CHECK(read({escaped}, "a\\nb").text == "ab");
}

TEST_CASE("an escape that a cut ends is the end") {
    CHECK(read({percent}, "a%4", true).text == "a");
    CHECK(read({escaped}, "a\\", true).text == "a");
    CHECK(read({escaped}, "a\\ud83d\\u", true).text == "a");
    CHECK(read({html}, "a&#6", true).text == "a");
    CHECK(read({html}, "a&am", true).text == "a");
    CHECK(read({percent, html}, "a%26am", true).text == "a");
    CHECK(read({percent}, "a%4x", true).text == "a%4x");
    // One that never ends is none.
    auto const endless = "&#" + std::string(100, '0') + "x";
    CHECK(read({html}, endless, true).text == endless);
}
