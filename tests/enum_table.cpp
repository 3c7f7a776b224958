// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/enum_table.hpp>

#include <doctest/doctest.h>

#include <cstdint>

using namespace apibind::detail;

namespace enum_table_tests {

enum class numbered : unsigned { low = 1, high = 0xFFFFFFFF };
BOOST_DESCRIBE_ENUM(numbered, low, high)

} // namespace enum_table_tests
using namespace enum_table_tests;

TEST_CASE("enumerators are found by name and by value") {
    auto const& table = enum_table_of<numbered>;
    CHECK(table.count == 2);
    REQUIRE(table.find("high"));
    CHECK(table.find("high")->value == 0xFFFFFFFF);
    REQUIRE(table.find(std::int64_t{1}));
    CHECK(table.find(std::int64_t{1})->name == "low");
    CHECK(!table.find("High"));
    CHECK(!table.find(std::int64_t{2}));
    CHECK(!table.find(""));
}
