// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/present.hpp>
#include <apibind/type_table.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <variant>

using namespace apibind::detail;

namespace {

/// The int that is there, or -1.
template <class T>
int held(T const& value) {
    node const* type = &node_of<T>;
    void const* const found = present(type, &value);
    if (!found) return -1;
    CHECK(type == &node_of<int>);
    return *static_cast<int const*>(found);
}

} // namespace

TEST_CASE("a value is found behind optionals and alternatives") {
    using choice = std::variant<apibind::everything_t, int, std::optional<int>>;
    CHECK(held(7) == 7);
    CHECK(held(std::optional<int>(7)) == 7);
    CHECK(held(apibind::nullable<int>(7)) == 7);
    CHECK(held(std::optional<choice>(choice(std::in_place_index<2>, 7))) == 7);
}

TEST_CASE("what is absent, null or everything has none") {
    CHECK(held(std::optional<int>()) == -1);
    CHECK(held(apibind::nullable<int>()) == -1);
    CHECK(held(apibind::nullable<int>(apibind::null)) == -1);
    CHECK(held(std::variant<apibind::everything_t, int>(apibind::everything)) == -1);
    CHECK(held(std::variant<int, std::optional<int>>(std::in_place_index<1>)) == -1);
}
