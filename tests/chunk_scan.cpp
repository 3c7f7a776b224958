// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/chunk_scan.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using apibind::detail::chunk_scan;

namespace {

/// "complete", "incomplete" or "malformed", by pieces of that size.
std::string scan(std::string_view text, std::size_t piece) {
    chunk_scan scan;
    for (std::size_t used = 0; !text.empty() && !scan.is_complete(); text.remove_prefix(used))
        if (!scan.take(text.substr(0, piece), used)) return "malformed";
    return !scan.is_complete() ? "incomplete" : text.empty() ? "complete" : "surplus";
}
void comes_to(std::string_view text, std::string_view what) {
    for (std::size_t piece : {1u, 3u, 1000u}) CHECK_MESSAGE(scan(text, piece) == what, text);
}

} // namespace

TEST_CASE("chunks end with the last of them and its empty line") {
    comes_to("0\r\n\r\n", "complete");
    comes_to("3\r\nabc\r\n0\r\n\r\n", "complete");
    comes_to("0a\r\n0123456789\r\n00\r\n\r\n", "complete");
    comes_to("A;x=\"y\";z\r\n0123456789\r\n1 \t;\r\n\r\r\n0;x\r\nTrailer: 1\r\nOther: 2\r\n\r\n", "complete");
    comes_to("0\r\n\r\nHTTP/1.1 200 OK", "surplus");
    std::string const whole = "3;x\r\nabc\r\n0\r\nX: y\r\n\r\n";
    for (std::size_t size = 0; size != whole.size(); ++size) comes_to(whole.substr(0, size), "incomplete");
}

TEST_CASE("chunks that readers could take differently") {
    for (auto const* text : {"\r\n",
                             "x\r\n",
                             "-3\r\n",
                             "+3\r\n",
                             " 3\r\n",
                             "0x3\r\n",
                             ";\r\n",
                             "3\nabc",
                             "3\r\nabc\n",
                             "3\r\nabcd",
                             "3\r\nabXYZ\r\n",
                             "3\r\nabc\r\r",
                             "3\r\nabc0\r\n",
                             "3;\x01\r\n",
                             "3;\n\r\n",
                             "0\r\n\n",
                             "0\r\nX: y\n\r\n",
                             "0\r\nX: y\r\n z\r\n",
                             "0\r\n\rx",
                             "10000000000000000\r\n"})
        comes_to(text, "malformed");
}

TEST_CASE("framing without end is none") {
    comes_to("3;" + std::string(70'000, 'x'), "malformed");
    comes_to("0\r\nX: " + std::string(70'000, 'x'), "malformed");
    comes_to(std::string(70'000, '0'), "malformed");
    std::string text;
    for (int i = 0; i != 20'000; ++i) text += "1;xxx\r\ny\r\n";
    comes_to(text + "0\r\n\r\n", "complete");
}

TEST_CASE("whether the last chunk has come") {
    chunk_scan scan;
    std::size_t used = 0;
    CHECK(scan.take("3\r\nabc\r\n0\r", used));
    CHECK_FALSE(scan.is_last());
    CHECK(scan.take("\n", used));
    CHECK(scan.is_last());
    CHECK_FALSE(scan.is_complete());
    CHECK(scan.take("\r\nmore", used));
    CHECK(used == 2);
    CHECK(scan.is_complete());
}
