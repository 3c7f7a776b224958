// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_fields.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace apibind;

TEST_CASE("fields come sorted by name, those of one name in the order in which they were added") {
    httplib::Headers map;
    for (char c = 'z'; c != 'a' - 1; --c) map.emplace(std::string(1, c), "x");
    map.emplace("B", "y");
    map.emplace("b", "z");
    auto const list = detail::listed(map);
    REQUIRE(list.size() == 28);
    CHECK(list[0] == http_field{"a", "x"});
    CHECK(list[1] == http_field{"b", "x"});
    CHECK(list[2] == http_field{"B", "y"});
    CHECK(list[3] == http_field{"b", "z"});
    CHECK(list[27] == http_field{"z", "x"});
    CHECK(detail::listed({}).empty());
}
