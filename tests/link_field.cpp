// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/link_field.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace apibind;

namespace {

std::string next_in(std::string value) {
    return link_of({{"Link", std::move(value)}}, "next").value_or("none");
}

} // namespace

TEST_CASE("the link of a relation type is found among others") {
    CHECK(next_in(R"(<a>; rel="prev", <b>; rel="next")") == "b");
    CHECK(next_in("<b>;rel=next") == "b");
    CHECK(next_in(R"(<b> ; title="x, <c>; rel=\"next\"" ; rel=NEXT)") == "b");
    CHECK(next_in(R"(,, <a,b;c> ; REL = "last next" , <d>; rel=next)") == "a,b;c");
    CHECK(next_in(R"(<a>; rel="last"; rel="next", <b>; rel=next)") == "b"); // only the first rel counts
    CHECK(next_in(R"(<a>; rel="next"; anchor="/other", <b>; rel=next)") == "b");
    CHECK(next_in("<>; rel=next") == "");
}

TEST_CASE("several Link fields are one list") {
    CHECK(link_of({{"Link", "<a>; rel=last"}, {"X", "<b>; rel=next"}, {"link", "<c>; rel=next"}}, "next") == "c");
    CHECK_FALSE(link_of({}, "next"));
}

TEST_CASE("what is malformed is no link") {
    for (auto const* value :
         {"", "a; rel=next", "<a; rel=next", R"(<a>; rel="next)", R"(<a>; rel="next\)", "<a>", "<a>; rel",
          "<a>; rel=nextt", "<a>; rel=\"nex t\"", "<a>, rel=next", "<a>; title=next", "<a"}) {
        CAPTURE(value);
        CHECK(next_in(value) == "none");
    }
}
