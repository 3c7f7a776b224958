// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/redaction.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
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

std::string const long_token = "p/q+r\"s\\t=u4&7";

/// What a vendor may have between the token and itself.
std::string in_percent(std::string_view text) {
    std::string out;
    for (char c : text) {
        out += '%';
        out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
        out += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 15];
    }
    return out;
}
std::string in_json(std::string_view text) {
    std::string out;
    for (char c : text) (c == '"' || c == '\\' || c == '/' ? out += '\\' : out) += c;
    return out;
}
std::string in_units(std::string_view text) {
    std::string out;
    for (char c : text)
        (out += "\\u00") += {"0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4],
                             "0123456789abcdef"[static_cast<unsigned char>(c) & 15]};
    return out;
}
std::string in_html(std::string_view text) {
    std::string out;
    std::size_t i = 0;
    for (char c : text)
        (out += ++i % 2 ? "&#00" : "&#") += std::to_string(static_cast<int>(static_cast<unsigned char>(c))) + ";";
    return out;
}
std::string in_lines(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 5) out.append(text.substr(i, 5)).append("\r\n");
    return out.substr(0, out.size() - 2);
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

TEST_CASE("every spelling is masked under every other one") {
    using spell = std::string (*)(std::string_view);
    spell const spellings[] = {in_percent, in_json, in_units, in_html, in_lines};
    redaction hidden;
    hidden.add(long_token);
    std::string const plain = apibind::detail::base64(long_token);
    for (auto const& echo : {long_token, plain, plain.substr(0, plain.find('='))})
        for (auto const inner : spellings)
            for (auto const outer : spellings) {
                auto const text = outer(inner(echo));
                CAPTURE(text);
                CHECK(hidden.apply("<" + text + ">") == "<[secret]>");
                CHECK(hidden.apply("<" + inner(echo) + ">") == "<[secret]>");
            }
}

TEST_CASE("entities are known by number and by name, without their semicolon, too") {
    for (auto const* echo : {"a&#47;b", "a&#x2f;b", "a&#X2F;b", "a&#0000047;b", "a&#x0002F;b", "a&#47b", "a&sol;b",
                             "&#97;&#x2f;&#98;", "&#97&#47&#98"}) {
        CAPTURE(echo);
        CHECK(masked({"a/b"}, "<"s + echo + ">") == "<[secret]>");
        CHECK(masked({"a/b"}, "<"s + echo) == "<[secret]");
    }
    CHECK(masked({"&<>\""}, "&amp&lt&gt&quot &amp;&lt;&gt;&quot;") == "[secret] [secret]");
    // What only looks like one takes no character of a secret away.
    CHECK(masked({"tok/en+\"17\""}, "a &quotok/en+&quot;17&quot; b") == "a &quo[secret] b");
    CHECK(masked({"a=b"}, "a&equals;b a&equalsb") == "[secret] a&equalsb");
    for (auto const* other : {"a&#;b", "a&#x;b", "a&#xg;b", "a&#1114112;b", "a&;b", "a&slo;b", "a&#"})
        CHECK(masked({"a/b"}, other) == other);
    // Neither is an escape that never ends the end of the text.
    CHECK(masked({"token"}, "&#" + std::string(100, '0') + " token", true) ==
          "&#" + std::string(100, '0') + " [secret]");
}

TEST_CASE("base64 is masked where the secret is a part of what it holds") {
    std::string const token = "t0ken-4711";
    for (std::size_t before = 0; before != 7; ++before)
        for (std::size_t behind = 0; behind != 4; ++behind)
            for (auto const* around : {"{", "\xff", "~"}) {
                std::string whole;
                for (std::size_t i = 0; i != before; ++i) whole += around;
                whole += token;
                for (std::size_t i = 0; i != behind; ++i) whole += around;
                auto const text = masked({token}, apibind::detail::base64(whole));
                CAPTURE(whole);
                CHECK(text.find("[secret]") != std::string::npos);
                // What is left of it are the bits that it shares a character with.
                CHECK(text.size() <= 8 + (before + behind + 2) * 2 + 4);
            }
    CHECK(masked({token}, apibind::detail::base64("user:" + token)) == "dXNlcjp[secret]");
    std::string const key = "\xfb\xff\xbf\xfb\xff\xbf";
    CHECK(masked({key}, "a/v/v/v/vw a_v_v_v_vw").find("v_v") == std::string::npos);
    auto const twice = apibind::detail::base64(apibind::detail::base64(token));
    CHECK(masked({token}, twice) == "[secret]Q==");
    auto const json = apibind::detail::base64(R"({"key":")" + in_json(long_token) + "\"}");
    CHECK(masked({long_token}, json).find("[secret]") != std::string::npos);
}

TEST_CASE("a secret is known in capitals and in hexadecimal") {
    CHECK(masked({"abcDEF-12"}, "ABCDEF-12 abcdef-12 AbcDEF-12") == "[secret] [secret] AbcDEF-12");
    CHECK(masked({"Abc"}, "ABC abc") == "ABC abc"); // a short one is a word
    CHECK(masked({"k/Z~"}, "6b2f5a7e 6B2F5A7E") == "[secret] [secret]");
}

TEST_CASE("a secret of digits is known as a number") {
    CHECK(masked({"0012345678"}, "12345678") == "[secret]");
    CHECK(masked({"000123"}, "123 000123") == "123 [secret]");
    CHECK(masked({"12345678901234567890"}, R"({"a":12345678901234567890})") == R"({"a":[secret]})");
    // as a language of doubles writes it
    CHECK(masked({"12345678901234567890"}, "12345678901234567000") == "[secret]4567000");
    CHECK(masked({"12345678901234567890"}, "1.2345678901235E+19") == "[secret]5E+19");
    CHECK(masked({"12345678901234567890"}, "1.2345678901234567e+19") == "[secret]4567e+19");
    CHECK(masked({"123456789012345"}, "1.2345678901234e14") == "1.2345678901234e14");
    CHECK(masked({"0000"}, "0000 000") == "[secret] 000");
}

TEST_CASE("masking in place leaves other texts alone") {
    redaction hidden;
    hidden.add("t0ken");
    std::string text = "a t0ken";
    hidden.mask(text);
    CHECK(text == "a [secret]");
    text = "another";
    hidden.mask(text);
    CHECK(text == "another");
    CHECK(hidden.hidden_in("a t0ken t%30ken") == 12);
    CHECK(hidden.hidden_in("another") == 0);
}

TEST_CASE("a cut leaves nothing of a secret that is spelt in two ways") {
    redaction hidden;
    hidden.add(long_token);
    auto const text = "a " + in_percent(in_json(long_token)) + "!";
    for (std::size_t size = 5; size != text.size(); ++size) {
        auto const cut = hidden.apply(std::string_view(text).substr(0, size), true);
        CAPTURE(size);
        CHECK(cut.starts_with("a [secret]"));
        CHECK(cut.size() <= 12);
    }
}

// An algorithm that begins anew behind every byte would need hours for these.
TEST_CASE("long texts of nothing but beginnings take time in proportion to their length") {
    redaction hidden;
    std::string const token = std::string(30'000, 'a') + "bcd";
    hidden.add(token);
    for (std::string_view piece : {"a", "%61", "%2561", "\\u0061", "&#97;", "&amp;#97;", "a\n", "YWFh", "%", "\\", "&",
                                   "&#", "&#0", "\\u", "%2", "\r\n", "\\ud83d", "&amp"}) {
        std::string text;
        while (text.size() < 50'000) text += piece;
        CAPTURE(piece);
        bool const same = hidden.apply(text) == text; // too long to be shown
        CHECK(same);
        CHECK(hidden.apply(text, true).size() <= text.size());
    }
    CHECK(hidden.apply(token + token + token) == "[secret][secret][secret]");
    redaction many;
    many.add("aa");
    CHECK(many.apply(std::string(100'001, 'a')) == "[secret]");
    many.add("a");
    CHECK(many.apply(std::string(100'001, 'a')) == "[secret]");
}

TEST_CASE("a line that shows things cut shows no beginning of a secret") {
    using apibind::detail::masked;
    redaction hidden;
    hidden.add("secret-token");
    CHECK(masked(R"($["a secret-to..."]: found the string "secret-t..." here)", &hidden) ==
          R"($["a [secret]..."]: found the string "[secret]..." here)");
    CHECK(masked(R"(secret-token "..." secret-to)", &hidden) == R"([secret] "..." secret-to)");
    CHECK(masked("secret-token", nullptr) == "secret-token");
    hidden.add(std::string(60, '7'));
    CHECK(masked("found the number " + std::string(40, '7') + "...", &hidden) == "found the number [secret]...");
    redaction odd;
    odd.add("ab...\"cd");
    CHECK(masked("x ab...\"cd y", &odd) == "x [secret] y");
}
