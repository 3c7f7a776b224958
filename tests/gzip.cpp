// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/gzip.hpp>

#include "fuzz/inflate.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using apibind::detail::strict::gzip_decoder;
using namespace std::literals;

namespace {

/// The text, where the pieces are whole gzip.
std::optional<std::string> decoded(std::vector<std::string_view> const& pieces) {
    gzip_decoder decoder;
    std::string out;
    for (auto const piece : pieces)
        if (!decoder.decode(piece, [&](std::string_view text) { return out += text, true; })) return std::nullopt;
    if (!decoder.is_whole()) return std::nullopt;
    return out;
}

struct example {
    std::string_view gzip, text;
};
// The first was found by fuzzing: its last code is shorter than the bits that are looked at for it.
constexpr example examples[] = {
    {"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x4c\xc4\x09\0\xc7\x30\xe5\x2d\x1b\0\0\0"sv, "aaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    {"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x4e\x4e\x49\x4e\x4a\x4a\x4e\x4a\x01\x52\0\xae\x09\x4e\xa5\x0c\0\0\0"sv,
     "ccdcbbcbddcb"},
};

} // namespace

TEST_CASE("gzip is whole wherever it is cut into pieces") {
    for (auto const& one : examples) {
        REQUIRE(fuzz::gunzip(one.gzip, 1000) == std::string(one.text));
        CHECK(decoded({one.gzip}) == std::string(one.text));
        std::vector<std::string_view> bytes;
        for (std::size_t i = 0; i != one.gzip.size(); ++i) {
            CAPTURE(i);
            bytes.push_back(one.gzip.substr(i, 1));
            CHECK(decoded({one.gzip.substr(0, i), one.gzip.substr(i)}) == std::string(one.text));
            CHECK(decoded({one.gzip.substr(0, i)}) == (i == 0 ? std::optional(""s) : std::nullopt));
        }
        CHECK(decoded(bytes) == std::string(one.text));
    }
}

TEST_CASE("gzip of several members is one text wherever it is cut into pieces") {
    auto const both = std::string(examples[0].gzip).append(examples[1].gzip);
    auto const text = std::string(examples[0].text).append(examples[1].text);
    for (std::size_t i = 0; i != both.size(); ++i) {
        CAPTURE(i);
        auto const whole = std::string_view(both);
        CHECK(decoded({whole.substr(0, i), whole.substr(i)}) == text);
    }
}
