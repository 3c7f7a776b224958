// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/base.hpp>

#include <doctest/doctest.h>

TEST_CASE("a base is its text, byte for byte, and no check of it") {
    constexpr auto base = apibind::base("https://{tenant}.example.com/api/");
    static_assert(base.text == "https://{tenant}.example.com/api/");
    CHECK(apibind::base("no url").text == "no url"); // told by valid<E>
}
