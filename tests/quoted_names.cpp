// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/quoted_names.hpp>

#include <doctest/doctest.h>

using namespace apibind::detail;

TEST_CASE("a wire name is written between quotes without escapes") {
    for (auto const* good : {"a", "a-b", "a b", "\xc3\xa9", "$x[]"}) CHECK(is_plain_name(good));
    for (auto const* bad : {"", "a\"", "\\", "a\n", "\x7f"}) CHECK(!is_plain_name(bad));
}
