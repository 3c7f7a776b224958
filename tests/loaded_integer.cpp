// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/loaded_integer.hpp>

#include <doctest/doctest.h>

#include <cstdint>

using namespace apibind::detail;

TEST_CASE("integers of any width are read as what they are") {
    std::int8_t const a = -1;
    std::uint8_t const b = 255;
    std::int32_t const c = -5;
    std::uint64_t const d = ~std::uint64_t{0};
    CHECK(load_signed(&a, 1) == -1);
    CHECK(load_unsigned(&b, 1) == 255);
    CHECK(load_signed(&b, 1) == -1);
    CHECK(load_signed(&c, 4) == -5);
    CHECK(load_unsigned(&d, 8) == ~std::uint64_t{0});
    CHECK(load_signed(&d, 8) == -1);
}
