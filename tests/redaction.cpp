// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/redaction.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using apibind::redaction;
using namespace std::literals;

namespace {

std::string masked(std::vector<std::string> const& secrets, std::string_view text, bool cut_short = false) {
    redaction hidden;
    for (auto const& one : secrets) hidden.add(one);
    return hidden.apply(text, cut_short);
}

} // namespace

TEST_CASE("without a secret a text stays as it is") {
    redaction hidden;
    CHECK(hidden.empty());
    hidden.add("");
    CHECK(hidden.empty());
    CHECK(hidden.apply("any \\text% &amp; \xff\0 of it"sv) == "any \\text% &amp; \xff\0 of it"s);
    hidden.add("x");
    CHECK(!hidden.empty());
    CHECK(hidden.apply("") == "");
}

TEST_CASE("a secret is masked at the start, in the middle, at the end, each time") {
    CHECK(masked({"tok"}, "tok") == "[secret]");
    CHECK(masked({"tok"}, "tok a tok b tok") == "[secret] a [secret] b [secret]");
    CHECK(masked({"tok"}, "toktok") == "[secret][secret]");
    CHECK(masked({"tok"}, "to tk ok") == "to tk ok");
    CHECK(masked({"a\0b"s}, "x a\0b y"sv) == "x [secret] y");
}

TEST_CASE("every form that a vendor may echo is masked") {
    std::string const key = "p/q+r \"s\\t\xc3\xa9?&<>'";
    for (auto const* echo : {
             "p/q+r \"s\\t\xc3\xa9?&<>'",                 // as it is
             "p%2Fq%2Br%20%22s%5Ct%C3%A9%3F%26%3C%3E%27", // percent-encoded
             "p%2fq%2br%20%22s%5ct%c3%a9%3f%26%3c%3e%27", // in lower case
             "p%2Fq%2br%20%22s%5Ct%c3%A9%3F%26%3C%3E%27", // in both
             "p/q%2Br+%22s%5Ct%C3%A9?%26%3C%3E'",         // in part, as a form
             R"(p/q+r \"s\\t)"
             "\xc3\xa9?&<>'",                                           // for JSON
             R"(p\/q+r \"s\\t\u00e9?&<>')",                             // with what may be escaped
             R"(p\/q+r \u0022s\u005Ct\u00E9?\u0026\u003C\u003E\u0027)", //
             "p/q+r &quot;s\\t\xc3\xa9?&amp;&lt;&gt;&#39;",             // for HTML
             "p/q+r &#34;s\\t\xc3\xa9?&amp;&lt;&gt;&#039;",             //
             "cC9xK3IgInNcdMOpPyY8Pic=",                                // base64
             "cC9xK3IgInNcdMOpPyY8Pic",                                 // without padding
             "cC9xK3IgInNcdMOpPyY8Pic%3D",                              // in a URL
         }) {
        CAPTURE(echo);
        CHECK(masked({key}, "<" + std::string(echo) + ">") == "<[secret]>");
    }
}

TEST_CASE("base64 is masked in its URL-safe form and escaped for JSON too") {
    std::string const key = "\xfb\xff\xbf";
    CHECK(masked({key}, "+/+/ -_-_ +\\/+\\/ %2B%2F%2B%2F") == "[secret] [secret] [secret] [secret]");
}

TEST_CASE("a character beyond the basic plane is known by its surrogates") {
    CHECK(masked({"x\xf0\x9f\x98\x80y"}, R"(x\ud83d\ude00y x\uD83D\uDE00y)") == "[secret] [secret]");
    CHECK(masked({"x\xf0\x9f\x98\x80y"}, R"(x\ud83dy)") == R"(x\ud83dy)");
}

TEST_CASE("what an escape stands for is compared, not how it begins") {
    CHECK(masked({"a%41b"}, "a%41b aAb a%2541b") == "[secret] aAb [secret]");
    CHECK(masked({"aAb"}, "a%41b") == "[secret]");
    CHECK(masked({"a%"}, "a%") == "[secret]");
    CHECK(masked({"abc"}, "ab%6") == "ab%6");
    CHECK(masked({"abc"}, "ab\\u006") == "ab\\u006");
    CHECK(masked({"abc"}, "ab\\") == "ab\\");
    CHECK(masked({"abc"}, "a%zzbc \\uzzzzabc") == "a%zzbc \\uzzzz[secret]");
}

TEST_CASE("of secrets that overlap nothing is left") {
    CHECK(masked({"abc", "bcd"}, "xabcdx") == "x[secret]x");
    CHECK(masked({"bcd", "abc"}, "xabcdx") == "x[secret]x");
    CHECK(masked({"abc", "cde", "efg"}, "abcdefgh") == "[secret]h");
    CHECK(masked({"aa"}, "aaa") == "[secret]");
}

TEST_CASE("where one secret begins another the longer one is masked") {
    CHECK(masked({"tok", "token-2"}, "token-2 tok token") == "[secret] [secret] [secret]en");
    CHECK(masked({"token-2", "tok"}, "token-2 tok") == "[secret] [secret]");
}

TEST_CASE("where the text is cut, so is the beginning of a secret at its end") {
    CHECK(masked({"secret-token"}, "a secret-to") == "a secret-to");
    CHECK(masked({"secret-token"}, "a secret-to", true) == "a [secret]");
    CHECK(masked({"secret/token"}, "a secret%2", true) == "a [secret]");
    CHECK(masked({"secret/token"}, "a secret\\", true) == "a [secret]");
    CHECK(masked({"secret-token"}, "a secret-token", true) == "a [secret]");
    CHECK(masked({"secret-token"}, "a secret-top", true) == "a secret-top");
    CHECK(masked({"secret-token"}, "100%", true) == "100%");
}
