// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/everything.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <variant>

using apibind::everything_t;

TEST_CASE("everything is said aloud and by nothing else") {
    using filter = std::variant<std::string, everything_t>;
    filter const all = apibind::everything;
    CHECK(std::holds_alternative<everything_t>(all));
    CHECK(all == filter(everything_t{}));
    CHECK(!(all == filter("")));
    CHECK(std::holds_alternative<std::string>(filter()));
    static_assert(!std::is_convertible_v<bool, everything_t>);
    static_assert(!std::is_convertible_v<std::string, everything_t>);
    static_assert(!std::is_convertible_v<std::nullptr_t, everything_t>);
    static_assert(!std::is_constructible_v<everything_t, char const*>);
}
