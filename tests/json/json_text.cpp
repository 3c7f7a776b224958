// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_text.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace apibind::detail;

TEST_CASE("the fast and the bytewise search for special bytes agree at every place and length") {
    for (int byte = 0; byte != 256; ++byte)
        for (std::size_t size = 1; size != 40; ++size)
            for (std::size_t at = 0; at < size; at += 3) {
                std::string text(size, 'a');
                text[at] = static_cast<char>(byte);
                char const* const end = text.data() + size;
                if (plain_end(text.data(), end) != plain_end_bytewise(text.data(), end)) {
                    CAPTURE(byte);
                    CAPTURE(size);
                    CAPTURE(at);
                    FAIL("they differ");
                }
            }
    CHECK(is_special('"'));
    CHECK(is_special('\\'));
    CHECK(is_special('\x1f'));
    CHECK(is_special('\x80'));
    CHECK_FALSE(is_special(' '));
    CHECK_FALSE(is_special('\x7f'));
    CHECK_FALSE(is_special('/'));
}

TEST_CASE("every character of Unicode but the surrogates is UTF-8") {
    for (std::uint32_t c = 0x80; c != 0x110000; ++c) {
        std::string text;
        append_utf8(text, c);
        bool const surrogate = c >= 0xd800 && c <= 0xdfff;
        if ((utf8_end(text.data(), text.data() + text.size()) == text.data() + text.size()) == surrogate) FAIL(c);
    }
}

TEST_CASE("what is no UTF-8 is found, and where") {
    struct row {
        std::string text;
        std::size_t at;
    };
    for (auto const& [text, at] : std::vector<row>{
             {"a\x80", 1},            // a continuation alone
             {"\xc0\xaf", 0},         // overlong
             {"\xc1\xbf", 0},         // overlong
             {"\xe0\x9f\xbf", 0},     // overlong
             {"\xf0\x8f\xbf\xbf", 0}, // overlong
             {"\xed\xa0\x80", 0},     // a surrogate
             {"\xed\xbf\xbf", 0},     // a surrogate
             {"\xf4\x90\x80\x80", 0}, // above U+10FFFF
             {"\xf5\x80\x80\x80", 0}, // no first byte
             {"\xfe", 0},             // no first byte
             {"\xff", 0},             // no first byte
             {"ab\xc3", 2},           // cut
             {"ab\xe2\x82", 2},       // cut
             {"ab\xf0\x9f\x98", 2},   // cut
             {"\xc3\xa9\xc3\x28", 2}, // no continuation
             {"\xe2\x28\xa1", 0},     // no continuation
             {"\xe2\x82\x28", 0},     // no continuation
             {"\xf0\x9f\x98\x28", 0}, // no continuation
         }) {
        char const* const fault = utf8_fault(text);
        REQUIRE(fault);
        CHECK(fault - text.data() == static_cast<std::ptrdiff_t>(at));
    }
    CHECK(utf8_fault("plain \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80") == nullptr);
}

TEST_CASE("quoting for messages cuts at characters and shows what cannot be printed") {
    auto const quoted = [](std::string_view text, std::size_t most) {
        std::string out;
        append_quoted(out, text, most);
        return out;
    };
    CHECK(quoted("abc", 3) == "\"abc\"");
    CHECK(quoted("abcd", 3) == "\"abc...\"");
    CHECK(quoted("ab\xc3\xa9", 3) == "\"ab...\"");
    CHECK(quoted("\x1b[31m\xff\xc2\x9b", 40) == "\"\\x1b[31m\\xff\\xc2\\x9b\"");
}
