// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/as_received.hpp>

#include <doctest/doctest.h>

#include <type_traits>

using apibind::as_received;

TEST_CASE("what was received is kept beside what was read of it") {
    as_received<int> it{"7", "application/json", 7};
    CHECK(it.content == "7");
    CHECK(it.media_type == "application/json");
    CHECK(it.value == 7);
    CHECK(!as_received<int>{"x", "text/html"}.value);
    static_assert(std::is_same_v<as_received<int>::value_type, int>);
    static_assert(apibind::detail::is_as_received<as_received<int>>::value);
    static_assert(!apibind::detail::is_as_received<int>::value);
}
