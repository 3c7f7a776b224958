// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/eight_bytes.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>

using namespace apibind::detail;

TEST_CASE("bytes between two are marked, each for itself") {
    constexpr int at = 24;
    unsigned char const neighbours[]{0x00, 0x7f, 0x80, 0xff};
    for (unsigned low = 0; low < 0x80; low += 9)
        for (unsigned high = low; high < 0x80; high += 13)
            for (std::uint64_t byte = 0; byte != 0x100; ++byte)
                for (auto const neighbour : neighbours) {
                    auto const others = in_each_byte(neighbour) & ~(std::uint64_t{0xff} << at);
                    auto const marked = bytes_between(others | byte << at, static_cast<unsigned char>(low),
                                                      static_cast<unsigned char>(high));
                    bool const is_marked = (marked >> at & 0x80) != 0;
                    CHECK(is_marked == (byte >= low && byte <= high));
                    CHECK((marked & ~high_bits) == 0);
                }
    static_assert(bytes_between(in_each_byte('m'), 'a', 'z') == high_bits);
    static_assert(bytes_between(in_each_byte('{'), 'a', 'z') == 0);
}

TEST_CASE("all bytes of a text are looked at, however many it has") {
    auto const is_ascii = [](std::uint64_t bytes) { return (bytes & high_bits) == 0; };
    for (std::size_t size = 0; size != 40; ++size) {
        std::string text(size, 'a');
        CHECK(held_bytes(text, is_ascii) == (size < 8 ? 0 : size));
        for (std::size_t at = 0; at != size; ++at) {
            text[at] = '\x80';
            CHECK(held_bytes(text, is_ascii) == (size < 8 ? 0 : at / 8 * 8));
            text[at] = 'a';
        }
    }
    static_assert(held_bytes("a constant text", [](std::uint64_t) { return true; }) == 0);
}
