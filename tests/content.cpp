// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;

TEST_CASE("content comes as it is") {
    std::string const bytes("%PDF\0\xff\n", 7);
    auto const pdf = interpret<invoice>(answer(200, bytes, {{"content-type", "application/pdf; v=1"}}));
    REQUIRE(pdf);
    CHECK(*pdf == content{bytes, "application/pdf"});
    CHECK(interpret<invoice>(answer(200, ""))->media_type.empty());
    CHECK(!interpret<invoice>(answer(500, bytes)));
}
