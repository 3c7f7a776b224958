// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/pattern.hpp>

#include <doctest/doctest.h>

#include <string>

using apibind::detail::pattern_matcher;
using namespace std::literals;

namespace {

bool matches(std::string_view pattern, std::string_view text) {
    CAPTURE(pattern);
    REQUIRE(pattern_matcher(pattern).is_well_formed());
    return pattern_matcher(pattern).matches(text);
}

} // namespace

TEST_CASE("the whole text must match") {
    CHECK(matches("", ""));
    CHECK(!matches("", "a"));
    CHECK(matches("abc", "abc"));
    CHECK(!matches("abc", "ab"));
    CHECK(!matches("abc", "abcd"));
    CHECK(!matches("abc", "xabc"));
    CHECK(!matches("abc", "abc\n"));
}

TEST_CASE("atoms are characters, dots, escapes and classes") {
    CHECK(matches("a.c", "abc"));
    CHECK(matches("...", "\n\0x"sv));
    CHECK(!matches("a\\.c", "abc"));
    CHECK(matches("a\\.c\\\\\\[\\]\\{\\-", "a.c\\[]{-"));
    CHECK(matches("\\d\\d", "07"));
    CHECK(!matches("\\d", "a"));
    CHECK(!matches("\\d", "\xd9\xa3")); // a digit of another script
    CHECK(matches("\\w\\w\\w\\w", "aZ_9"));
    CHECK(!matches("\\w", "-"));
    CHECK(matches("[abc]", "b"));
    CHECK(!matches("[abc]", "d"));
    CHECK(matches("[a-cx-z]", "y"));
    CHECK(!matches("[a-cx-z]", "d"));
    CHECK(matches("[^/]", "a"));
    CHECK(!matches("[^/]", "/"));
    CHECK(!matches("[^/]", ""));
    CHECK(matches("[\\d_]", "_"));
    CHECK(matches("[\\w.]", "."));
    CHECK(!matches("[^\\d]", "5"));
    CHECK(matches("[\\]]", "]"));
    CHECK(matches("[\\\\]", "\\"));
    CHECK(matches("[.]", "."));
    CHECK(!matches("[.]", "a"));
    CHECK(matches("[a^]", "^"));
    CHECK(matches("[+--]", ","));
    CHECK(matches("-", "-"));
}

TEST_CASE("a hyphen at the start or the end of a class is itself") {
    for (auto const* pattern : {"[-a]", "[a-]", "[^b-]", "[a\\-z]"}) CHECK(matches(pattern, "a"));
    CHECK(matches("[-a]", "-"));
    CHECK(matches("[a-]", "-"));
    CHECK(!matches("[^b-]", "-"));
    CHECK(matches("[a\\-z]", "-"));
    CHECK(!matches("[a\\-z]", "b"));
    CHECK(matches("[\\.-0]", "/"));
}

TEST_CASE("an atom is repeated as often as it says") {
    CHECK(matches("ab?c", "ac"));
    CHECK(matches("ab?c", "abc"));
    CHECK(!matches("ab?c", "abbc"));
    CHECK(matches("ab*c", "ac"));
    CHECK(matches("ab*c", "abbbbc"));
    CHECK(!matches("ab+c", "ac"));
    CHECK(matches("ab+c", "abbc"));
    CHECK(matches("\\d{3}", "123"));
    CHECK(!matches("\\d{3}", "12"));
    CHECK(!matches("\\d{3}", "1234"));
    CHECK(matches("a{0}b", "b"));
    CHECK(!matches("a{2,}", "a"));
    CHECK(matches("a{2,}", "aaaa"));
    CHECK(!matches("a{1,3}", ""));
    CHECK(matches("a{1,3}", "aaa"));
    CHECK(!matches("a{1,3}", "aaaa"));
    CHECK(matches("[a-z]{2}-\\d{1,2}", "ab-7"));
}

TEST_CASE("a repetition gives back what the rest needs") {
    CHECK(matches("a*a", "aaa"));
    CHECK(matches(".*\\.json", "a.json.json"));
    CHECK(matches("a?a?aa", "aa"));
    CHECK(!matches("a*ab", "aaa"));
    CHECK(matches("[ab]{1,2}b{2}", "abb"));
}

TEST_CASE("characters are code points") {
    CHECK(matches(".", "\xc3\xa9"));
    CHECK(matches(".{3}", "\xe2\x82\xac\xf0\x9f\x98\x80x"));
    CHECK(matches("\xc3\xa9+", "\xc3\xa9\xc3\xa9"));
    CHECK(matches("[\xc3\xa0-\xc3\xa9]", "\xc3\xa1"));
    CHECK(!matches("[\xc3\xa0-\xc3\xa9]", "\xc3\xaa"));
    CHECK(!matches("[a-z]", "\xc3\xa9"));
    CHECK(matches("[^a]", "\xf0\x9f\x98\x80"));
}

TEST_CASE("what is no pattern is not well formed") {
    for (auto const* bad : {"(a)",
                            "a|b",
                            "^a",
                            "a$",
                            "*",
                            "+a",
                            "?",
                            "a**",
                            "a++",
                            "a+?",
                            "a??",
                            "{2}",
                            "a{2}{3}",
                            "a{",
                            "a{}",
                            "a{,2}",
                            "a{2",
                            "a{2,",
                            "a{2,1}",
                            "a{x}",
                            "a{1,x}",
                            "a{-1}",
                            "a{100000000000}",
                            "]",
                            "[",
                            "[]",
                            "[^]",
                            "[a",
                            "[a\\]",
                            "\\",
                            "a\\",
                            "[\\",
                            "[z-a]",
                            "[\\d-z]",
                            "[a-\\d]",
                            "[a-",
                            "}",
                            "a}",
                            "\xff",
                            "[\xff]",
                            "\xc3"}) {
        CAPTURE(bad);
        CHECK(!pattern_matcher(bad).is_well_formed());
    }
}

TEST_CASE("an escape that means something else in ECMA 262 is not taken for its letter") {
    for (auto const* bad : {"\\n", "\\t", "\\s", "\\S", "\\D", "\\W", "\\b", "\\0", "\\1", "\\x41", "\\u0041", "[\\s]",
                            "[\\D]", "\\p{L}"}) {
        CAPTURE(bad);
        CHECK(!pattern_matcher(bad).is_well_formed());
    }
    static_assert(pattern_matcher("[A-Z]{2}\\d{1,9}(x)?").is_well_formed() == false);
    static_assert(pattern_matcher("[A-Z]{2}\\d{1,9}").is_well_formed());
}

TEST_CASE("a pattern takes time in proportion to its length times the text's") {
    // By backtracking each of these would take longer than the test may.
    std::string stars, options;
    for (int i = 0; i != 60; ++i) stars += "a*", options += "a?";
    std::string const text(2000, 'a');
    CHECK(!matches(stars + "b", text));
    CHECK(matches(stars, text));
    CHECK(!matches(options + std::string(60, 'a'), std::string(59, 'a')));
    CHECK(matches(options + std::string(60, 'a'), std::string(100, 'a')));
    CHECK(!matches(".*.*.*.*.*.*.*.*x", text));
    CHECK(matches("[ab]{0,99999}[a]{1,99999}\\w{3}", text));
    CHECK(matches(".*", std::string(1'000'000, 'a')));
}
