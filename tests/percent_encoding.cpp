// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/percent_encoding.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace apibind::detail;
using namespace std::literals;

namespace {

std::string encoded(std::string_view text) {
    std::string out = "|";
    append_percent_encoded(out, text);
    return out;
}

} // namespace

TEST_CASE("all but unreserved characters are percent-encoded, in upper case") {
    std::string const kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    CHECK(encoded(kept) == "|" + kept);
    CHECK(encoded(" %/?#@&=+:;,!$'()*[]\\\"<>^`{|}") ==
          "|%20%25%2F%3F%23%40%26%3D%2B%3A%3B%2C%21%24%27%28%29%2A%5B%5D%5C%22%3C%3E%5E%60%7B%7C%7D");
    CHECK(encoded("\0\x7f\x80\xff\xc3\xa9"sv) == "|%00%7F%80%FF%C3%A9");
    std::string all;
    for (int i = 0; i != 256; ++i) all += static_cast<char>(static_cast<unsigned char>(i));
    CHECK(encoded(all).size() == 1 + kept.size() + 3 * (256 - kept.size()));
}

TEST_CASE("a sequence of UTF-8 is as long as RFC 3629 says, or none") {
    auto size = [](std::string_view text) { return utf8_sequence(text, 0); };
    CHECK(size("a") == 1);
    CHECK(size("\0"sv) == 1);
    CHECK(size("\xc2\x80") == 2);
    CHECK(size("\xdf\xbf") == 2);
    CHECK(size("\xe0\xa0\x80") == 3);
    CHECK(size("\xed\x9f\xbf") == 3);
    CHECK(size("\xef\xbf\xbf") == 3);
    CHECK(size("\xf0\x90\x80\x80") == 4);
    CHECK(size("\xf4\x8f\xbf\xbf") == 4);
    for (auto const bad : {"\x80"sv, "\xbf"sv, "\xc0\x80"sv, "\xc1\xbf"sv, "\xc2"sv, "\xc2\x41"sv, "\xe0\x9f\xbf"sv,
                           "\xe2\x82"sv, "\xed\xa0\x80"sv, "\xed\xbf\xbf"sv, "\xf0\x8f\xbf\xbf"sv, "\xf0\x9f\x98"sv,
                           "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xfe"sv, "\xff"sv})
        CHECK(size(bad) == 0);
    CHECK(utf8_sequence("ab\xc3\xa9", 2) == 2);
}

TEST_CASE("characters are code points") {
    static_assert(count_characters("") == 0);
    static_assert(count_characters("abc") == 3);
    CHECK(count_characters("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80") == 3);
    CHECK(count_characters("a\xff") == -1);
    CHECK(count_characters("\xe2\x82") == -1);
    for (std::size_t at = 0; at != 20; ++at) {
        std::string text(20, 'a');
        CHECK(count_characters(text.substr(0, at)) == static_cast<long long>(at));
        CHECK(count_characters(text.insert(at, "\xc3\xa9")) == 21);
        text.erase(at, 1);
        CHECK(count_characters(text) == -1);
    }
}

TEST_CASE("control characters are those of ASCII") {
    for (int c = 0; c != 0x20; ++c) CHECK(has_control_character(std::string("a") + static_cast<char>(c)));
    CHECK(has_control_character("\x7f"));
    CHECK(!has_control_character(" ~\xc3\xa9"));
    CHECK(!has_control_character(""));
}

TEST_CASE("a line for a person has only printable characters") {
    CHECK(printable("a b~\xc3\xa9\xf0\x9f\x98\x80") == "a b~\xc3\xa9\xf0\x9f\x98\x80");
    CHECK(printable("a\0b\r\n\t\x1b[0m\x7f"sv) == "a?b???"
                                                  "?[0m?");
    CHECK(printable("\xc2\x9b"
                    "31m\xc2\xa0") == "?31m\xc2\xa0"); // C1 controls move a terminal's cursor too
    CHECK(printable("\xff\xe2\x82") == "???");
}

TEST_CASE("a line for a person does not mislead him") {
    CHECK(printable("a\xe2\x80\xae"
                    "b\xe2\x80\xa8"
                    "c\xe2\x81\xa6"
                    "d\xef\xbb\xbf"
                    "e\xe2\x80\x8b"
                    "f") == "a?b?c?d?e?f");
    CHECK(printable("\xe2\x82\xac\xe2\x80\x8d\xe2\x80\x93\xef\xbb\xbe") ==
          "\xe2\x82\xac\xe2\x80\x8d\xe2\x80\x93\xef\xbb\xbe");
}
