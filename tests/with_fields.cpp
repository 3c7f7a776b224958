// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;

TEST_CASE("fields are typed members") {
    auto const found = interpret<find>(answer(200, R"({"id":7,"state":"new"})",
                                              {{"Etag", "\"v1\""},
                                               {"x-rate-limit-remaining", "59"},
                                               {"X-Cache", "miss"},
                                               {"Link", "</a>; rel=next"},
                                               {"link", "</b>; rel=last, </c,d>; rel=\"e, f\""},
                                               {"Deprecation", "true"},
                                               {"Age", "1.5"}}));
    REQUIRE(found);
    CHECK(found->value.id == 7);
    CHECK(found->fields.etag == "\"v1\"");
    CHECK(found->fields.x_rate_limit_remaining == 59);
    CHECK(found->fields.x_cache == cache::miss);
    CHECK(found->fields.link == std::vector<std::string>{"</a>; rel=next", "</b>; rel=last", "</c,d>; rel=\"e, f\""});
    CHECK(found->fields.deprecation == true);
    CHECK(found->fields.age == 1.5);

    auto const bare_one = interpret<find>(answer(200, R"({"id":7,"state":"new"})", {{"ETag", "x"}}));
    CHECK(!bare_one->fields.x_rate_limit_remaining);
    CHECK(bare_one->fields.link.empty());
    auto const without = interpret<find>(answer(200, R"({"id":7,"state":"new"})"));
    REQUIRE(!without);
    CHECK(without.error().decode->path == "field ETAG");
    CHECK(without.error().decode->reason == decode_reason::missing);
    CHECK(without.outcome() == outcome::executed);

    // An optional one that does not read loses nothing.
    http_fields const odd{{"ETag", "x"}, {"X-Rate-Limit-Remaining", "many"}, {"Deprecation", "?1"}, {"Age", "1e999"}};
    auto const noted = interpret<find>(answer(200, R"({"id":7,"state":"new"})", odd));
    REQUIRE(noted);
    CHECK(!noted->fields.x_rate_limit_remaining);
    CHECK(noted.info().notes.size() == 3);
    CHECK(noted.info().notes[0].path == "field X-RATE-LIMIT-REMAINING");
    auto const strict = interpret<find>(answer(200, R"({"id":7,"state":"new"})", odd), {.strict = true});
    REQUIRE(!strict);
    CHECK(strict.error().message.find("field X-RATE-LIMIT-REMAINING: expected an integer or null, found the text "
                                      "\"many\"") != std::string::npos);
}

TEST_CASE("fields stand around any answer") {
    CHECK(interpret<create>(answer(201, "", {{"Location", "/orders/8"}}))->fields.location == "/orders/8");
    CHECK(!interpret<create>(answer(201, "")));
    auto const restored = interpret<restore>(answer(202, "", {{"ETag", "x"}}));
    CHECK(restored->value.holds<void>());
    CHECK(restored->fields.etag == "x");
    CHECK(interpret<restore>(answer(200, R"({"id":7,"state":"s"})", {{"ETag", "x"}}))->value.get_if<order>()->id == 7);
}
