// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/auth_moment.hpp>

#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <string>

using namespace apibind;

TEST_CASE("time is the client's clock's") {
    support::manual_clock clock;
    auth_moment const now{clock};
    auto const begin = now.unix_seconds();
    clock.advance(std::chrono::milliseconds(90'500));
    CHECK(now.unix_seconds() - begin == 90);
    CHECK(now.utc_now() == clock.utc_now());
}

TEST_CASE("a nonce is never the same, unless the client's chance is") {
    support::manual_clock clock;
    auth_moment now{clock};
    auto const one = now.nonce();
    CHECK(one.size() == 32);
    CHECK(one.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(one != now.nonce());
    double part = 0;
    std::function<double()> const random = [&] { return part += 1.0 / 256; };
    now.random = &random;
    CHECK(now.nonce() == "0102030405060708090a0b0c0d0e0f10");
}
