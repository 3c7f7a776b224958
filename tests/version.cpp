// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/version.hpp>

#include <doctest/doctest.h>

#include <string>

TEST_CASE("the version's text is made of its numbers") {
    CHECK(std::string(APIBIND_VERSION) == std::to_string(APIBIND_VERSION_MAJOR) + "." +
                                              std::to_string(APIBIND_VERSION_MINOR) + "." +
                                              std::to_string(APIBIND_VERSION_PATCH));
}
