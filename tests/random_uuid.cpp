// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/random_uuid.hpp>

#include "support/is_uuid.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace apibind;
using support::is_uuid;

TEST_CASE("a random UUID is one of version 4, and no two are alike") {
    std::set<std::string> all;
    for (int i = 0; i != 1'000; ++i) {
        auto const one = detail::random_uuid();
        CHECK(is_uuid(one));
        all.insert(one);
    }
    CHECK(all.size() == 1'000);
}
