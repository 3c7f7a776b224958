// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/failure.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace apibind;

TEST_CASE("a failure is one line: endpoint, outcome, what happened") {
    failure<int> why;
    why.endpoint = "shop::cancel";
    why.message = "HTTP 403: {\"code\":403}";
    why.info.outcome = outcome::rejected;
    CHECK(to_string(why) == "shop::cancel: rejected: HTTP 403: {\"code\":403}");
    std::ostringstream out;
    out << why;
    CHECK(out.str() == to_string(why));
    why.info.outcome = outcome::unknown;
    CHECK(to_string(why) == "shop::cancel: outcome unknown: HTTP 403: {\"code\":403}");
}

TEST_CASE("nothing is promised that was not said") {
    failure<no_error_body> const why;
    CHECK(why.info.outcome == outcome::not_sent);
    CHECK(why.info.phase == phase::build);
    CHECK(why.info.status == 0);
    CHECK(why.info.attempts == 0);
    CHECK(!why.info.retry_after);
    CHECK(!why.transport);
    CHECK(!why.decode);
    CHECK(!why.vendor_error);
    CHECK(no_error_body() == no_error_body());
}
