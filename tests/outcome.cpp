// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/outcome.hpp>

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <sstream>
#include <string>

using apibind::combined;
using apibind::outcome;
using apibind::phase;

namespace {

constexpr std::array outcomes{outcome::not_sent, outcome::rejected, outcome::executed, outcome::partial,
                              outcome::unknown};

} // namespace

TEST_CASE("outcomes of parts combine in any order and grouping") {
    for (auto a : outcomes) {
        CHECK(combined(a, a) == a);
        CHECK(combined(a, outcome::unknown) == outcome::unknown);
        for (auto b : outcomes) {
            CHECK(combined(a, b) == combined(b, a));
            if (a != b && a != outcome::unknown && b != outcome::unknown) CHECK(combined(a, b) == outcome::partial);
            for (auto c : outcomes) CHECK(combined(combined(a, b), c) == combined(a, combined(b, c)));
        }
    }
    static_assert(combined(outcome::executed, outcome::rejected) == outcome::partial);
}

TEST_CASE("outcomes and phases have words of their own") {
    std::set<std::string> words;
    for (auto o : outcomes) {
        std::ostringstream out;
        out << o;
        CHECK(out.str() == to_string(o));
        CHECK(words.insert(out.str()).second);
    }
    CHECK(to_string(outcome::unknown) == "outcome unknown");
    words.clear();
    for (auto p : {phase::build, phase::gate, phase::resolve, phase::connect, phase::tls, phase::write, phase::await,
                   phase::head, phase::body, phase::decode}) {
        std::ostringstream out;
        out << p;
        CHECK(words.insert(out.str()).second);
    }
    CHECK(words.count("") == 0);
    CHECK(to_string(static_cast<outcome>(99)).empty());
    CHECK(to_string(static_cast<phase>(99)).empty());
}
