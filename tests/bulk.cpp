// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bulk.hpp>

#include <doctest/doctest.h>

#include <climits>
#include <optional>

using namespace apibind;

TEST_CASE("as many calls are made at once as limit, option and requests allow") {
    using detail::bulk_width;
    struct {
        int limit;
        std::optional<int> wanted;
        std::optional<std::size_t> size;
        std::size_t width;
    } const cases[] = {
        {0, {}, {}, 16},    {0, {}, 5, 5},       {0, {}, 0, 1},           {0, 40, {}, 40},     {0, 40, 30, 30},
        {3, {}, {}, 3},     {3, {}, 2, 2},       {3, 2, {}, 2},           {3, 40, {}, 3},      {40, {}, {}, 40},
        {1, {}, 50'000, 1}, {0, 0, 50'000, 1},   {0, -7, {}, 1},          {3, INT_MIN, {}, 1}, {0, INT_MAX, 12, 12},
        {3, 0, {}, 1},      {INT_MAX, {}, 9, 9}, {0, INT_MAX, {}, 4'096},
    };
    for (auto const& one : cases) {
        CAPTURE(one.limit);
        CAPTURE(one.wanted.value_or(-1000));
        CHECK(bulk_width(one.limit, one.wanted, one.size) == one.width);
    }
}
