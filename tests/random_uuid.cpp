// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/random_uuid.hpp>

#include <doctest/doctest.h>

#include <set>

TEST_CASE("random UUIDs are of version 4 and its variant, and differ") {
    std::set<apibind::uuid> seen;
    for (int i = 0; i != 1000; ++i) {
        auto const it = apibind::random_uuid();
        CHECK((it.bytes[6] >> 4) == 4);
        CHECK((it.bytes[8] >> 6) == 2);
        seen.insert(it);
    }
    CHECK(seen.size() == 1000);
}
