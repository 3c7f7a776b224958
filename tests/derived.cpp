// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/derived.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using apibind::derived;

TEST_CASE("a call cannot give a derived member, derive() can") {
    static_assert(!std::is_constructible_v<derived<bool>, bool>);
    static_assert(!std::is_convertible_v<bool, derived<bool>>);
    static_assert(!std::is_aggregate_v<derived<bool>>);
    static_assert(std::is_default_constructible_v<derived<bool>>);
    derived<std::string> it;
    CHECK(it.value().empty());
    it = "text";
    CHECK(it.value() == "text");
    std::string const& as_is = it;
    CHECK(&as_is == &it.value());
    auto const copy = it;
    CHECK(copy == it);
    it = "other";
    CHECK(!(copy == it));
    CHECK(!derived<bool>().value());
}
