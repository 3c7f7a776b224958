// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/enum_table.hpp>

#include <doctest/doctest.h>

#include <cstdint>

using namespace apibind::detail;

namespace enum_table_tests {

enum class numbered : unsigned { low = 1, high = 0xFFFFFFFF };
BOOST_DESCRIBE_ENUM(numbered, low, high)
enum class narrow : std::int8_t { low = 0, high = -56 };
BOOST_DESCRIBE_ENUM(narrow, low, high)
enum class wide : std::uint32_t { all = 0xFFFFFFFF };
BOOST_DESCRIBE_ENUM(wide, all)
enum class deep : std::int64_t { below = -1 };
BOOST_DESCRIBE_ENUM(deep, below)

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

TEST_CASE("an enumerator is found by what its enum holds, of any width and sign") {
    narrow const high = narrow::high;
    wide const all = wide::all;
    deep const below = deep::below;
    REQUIRE(enum_table_of<narrow>.held(&high, sizeof high));
    CHECK(enum_table_of<narrow>.held(&high, sizeof high)->name == "high");
    CHECK(enum_table_of<wide>.held(&all, sizeof all)->name == "all");
    CHECK(enum_table_of<deep>.held(&below, sizeof below)->name == "below");
    auto const none = static_cast<narrow>(7);
    CHECK(enum_table_of<narrow>.held(&none, sizeof none) == nullptr);
}
