// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/limit.hpp>

#include <doctest/doctest.h>

TEST_CASE("a limit is a constant number of calls") {
    constexpr auto limit = apibind::in_flight(10);
    static_assert(limit.calls == 10);
    CHECK(apibind::in_flight(1).calls == 1);
}
