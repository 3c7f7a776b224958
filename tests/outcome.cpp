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
using apibind::outcome_of_status;
using apibind::phase;

namespace {

constexpr std::array outcomes{outcome::not_sent, outcome::rejected, outcome::executed, outcome::partial,
                              outcome::unknown};

// What a status tells, written down from the RFCs and not from the header: the statuses by which a server says that it
// did not act on the request. 406 is found after acting, 407 is a proxy's, 408 leaves open what came of the request.
std::set<int> const refusals{
    301, 302, 307, 308,                                                        // somewhere else, and not followed
    400, 401, 402, 403, 404, 405, 409, 410, 411, 412, 413, 414, 415, 416, 417, // RFC 9110 section 15.5
    421, 422, 423, 424, 425, 426, 428, 429, 431, 451,                          // RFC 9110, 4918, 8470, 6585, 7725
};

outcome expected(int status) {
    if (status >= 200 && status <= 299) return outcome::executed;
    return refusals.count(status) ? outcome::rejected : outcome::unknown;
}

} // namespace

TEST_CASE("every status from 0 to 999 has its outcome, with and without Retry-After") {
    for (int status = 0; status <= 999; ++status) {
        CAPTURE(status);
        CHECK(outcome_of_status(status) == expected(status));
        CHECK(outcome_of_status(status, true, false) == expected(status));
        CHECK(outcome_of_status(status, false, true) == expected(status));
        CHECK(outcome_of_status(status, true, true) == (status == 503 ? outcome::rejected : expected(status)));
        CHECK(apibind::is_success(status) == (status / 100 == 2));
    }
    CHECK(outcome_of_status(-200) == outcome::unknown);
    CHECK(outcome_of_status(1200) == outcome::unknown);
}

TEST_CASE("the statuses that the promise names one by one") {
    for (int status : {421, 425, 429, 400, 401, 403, 404, 405, 409, 413, 415, 422, 301, 302, 307, 308})
        CHECK(outcome_of_status(status) == outcome::rejected);
    for (int status : {303, 408, 500, 502, 503, 504, 100, 101, 103, 199, 0, 600, 999, 304, 300, 501, 505, 511})
        CHECK(outcome_of_status(status) == outcome::unknown);
}

TEST_CASE("a call that ended before the write was not sent, any later one is unknown") {
    for (auto before : {phase::build, phase::gate, phase::resolve, phase::connect, phase::tls})
        CHECK(outcome_of(before) == outcome::not_sent);
    for (auto after : {phase::write, phase::await, phase::head, phase::body, phase::decode})
        CHECK(outcome_of(after) == outcome::unknown);
}

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
