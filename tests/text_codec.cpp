// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/text_codec.hpp>

#include "support/travelling.hpp"
#include <apibind/joined.hpp>

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace support;

namespace text_codec_tests {

struct colour {
    int rgb = 0;
};
struct ratio {
    std::string digits = "0";
};
struct page {
    colour ink;
    std::optional<ratio> zoom{};
    std::vector<colour> others{};
};
BOOST_DESCRIBE_STRUCT(page, (), (ink, zoom, others))

} // namespace text_codec_tests
using namespace text_codec_tests;

template <>
struct apibind::text_codec<colour> {
    static constexpr std::string_view expected = "a colour such as #f";
    static std::string write(colour const& value, std::string& text) {
        if (value.rgb > 15) return "is no colour";
        text += std::string("#") + "0123456789abcdef"[value.rgb];
        return {};
    }
    static bool read(std::string_view text, colour& value) {
        auto const at =
            text.size() == 2 && text[0] == '#' ? std::string_view("0123456789abcdef").find(text[1]) : text.npos;
        value.rgb = static_cast<int>(at);
        return at != text.npos;
    }
};
template <>
struct apibind::text_codec<ratio> {
    static constexpr std::string_view expected = "a ratio";
    static constexpr bool is_number = true;
    static void write(ratio const& value, std::string& text) { text += value.digits; }
    static bool read(std::string_view text, ratio& value) { return value.digits = text, true; }
};

TEST_CASE("a type of the user's own is a string or a number in JSON, and a text elsewhere") {
    auto const json = R"({"ink":"#f","zoom":1.50,"others":["#0"]})";
    CHECK(again<page>(json) == json);
    CHECK(text_again<colour>("#a") == "#a");
    CHECK(text_again<apibind::joined<colour>>("#a, #b") == "#a,#b");
    CHECK(again<page>(R"({"ink":"red","others":[]})") ==
          "! $.ink: expected a colour such as #f, found the string \"red\" (bad text, byte 7)");
    CHECK(again<page>(R"({"ink":15,"others":[]})")
              .find("expected a colour such as #f, found the number 15 (wrong type") != std::string::npos);
    CHECK(json_of(page{{99}, {}, {}}) == "! $.ink: the value is no colour (bad text)");
    CHECK(json_of(ratio{"1,2"}) == "! $: the value is no number of JSON (bad text)");
}
