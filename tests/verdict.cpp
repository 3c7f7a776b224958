// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/verdict.hpp>

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <optional>
#include <set>

using namespace apibind;

namespace {

constexpr std::array phases{phase::build, phase::gate,  phase::resolve, phase::connect, phase::tls,
                            phase::write, phase::await, phase::head,    phase::body,    phase::decode};
constexpr std::array errors{
    transport_error::invalid_request, transport_error::resolve,  transport_error::connect, transport_error::tls,
    transport_error::certificate,     transport_error::timeout,  transport_error::closed,  transport_error::malformed,
    transport_error::too_large,       transport_error::cancelled};

// The table of outcomes, written down from the promise and the RFCs and not from the header.
struct row {
    outcome what;
    repetition then;
};
constexpr row refused{outcome::rejected, repetition::never};
constexpr row refused_for_now{outcome::rejected, repetition::when_welcome};
constexpr row in_trouble{outcome::unknown, repetition::when_welcome_if_harmless};
constexpr row no_status{outcome::unknown, repetition::soon_if_harmless};
constexpr row unclear{outcome::unknown, repetition::never};

row expected_of_status(int status, bool has_retry_after, bool rejects_when_busy) {
    static std::map<int, row> const rows = [] {
        std::map<int, row> out;
        for (int one : {301, 302, 307, 308}) out[one] = refused;                                   // never followed
        for (int one : {400, 401, 402, 403, 404, 405, 409, 410, 411, 412, 413, 414, 415, 416, 417, // RFC 9110
                        422, 423, 424, 426, 428, 431, 451}) // RFC 9110, 4918, 6585, 7725
            out[one] = refused;
        for (int one : {421, 425, 429}) out[one] = refused_for_now; // RFC 9110, 8470, 6585
        for (int one : {408, 500, 502, 503, 504}) out[one] = in_trouble;
        return out;
    }();
    if (status >= 200 && status <= 299) return {outcome::executed, repetition::never};
    if (status < 200 || status > 599) return no_status;
    if (status == 503 && has_retry_after && rejects_when_busy) return refused_for_now;
    auto const found = rows.find(status);
    return found == rows.end() ? unclear : found->second;
}

row expected_without_status(phase where, transport_error why) {
    bool const is_sent = where == phase::write || where == phase::await || where == phase::head ||
                         where == phase::body || where == phase::decode;
    bool const is_final = why == transport_error::invalid_request || why == transport_error::certificate ||
                          why == transport_error::too_large || why == transport_error::cancelled;
    bool const is_network = where == phase::resolve || where == phase::connect || where == phase::tls;
    if (is_sent) return {outcome::unknown, is_final ? repetition::never : repetition::soon_if_harmless};
    return {outcome::not_sent, is_network && !is_final ? repetition::soon : repetition::never};
}

} // namespace

TEST_CASE("every status from 0 to 1000 has its row, with and without Retry-After") {
    for (int status = 0; status <= 1'000; ++status)
        for (bool has_retry_after : {false, true})
            for (bool rejects_when_busy : {false, true}) {
                CAPTURE(status);
                auto const row = expected_of_status(status, has_retry_after, rejects_when_busy);
                auto const got = verdict_of_status(status, has_retry_after, rejects_when_busy);
                CHECK(got.outcome == row.what);
                CHECK(got.repetition == row.then);
                CHECK(outcome_of_status(status, has_retry_after, rejects_when_busy) == row.what);
                CHECK(is_success(status) == (status / 100 == 2));
            }
    CHECK(outcome_of_status(-200) == outcome::unknown);
    CHECK(outcome_of_status(1200) == outcome::unknown);
}

TEST_CASE("every phase and error without the head of an answer has its row") {
    for (auto where : phases)
        for (auto why : errors) {
            CAPTURE(to_string(where));
            CAPTURE(to_string(why));
            auto const row = expected_without_status(where, why);
            auto const got = verdict_of({.phase = where, .error = why});
            CHECK(got.outcome == row.what);
            CHECK(got.repetition == row.then);
        }
}

TEST_CASE("a complete answer goes by its status") {
    for (int status = 0; status <= 1'000; ++status)
        for (bool has_retry_after : {false, true})
            for (bool rejects_when_busy : {false, true})
                CHECK(verdict_of({phase::decode, std::nullopt, status, has_retry_after, rejects_when_busy}) ==
                      verdict_of_status(status, has_retry_after, rejects_when_busy));
}

TEST_CASE("an answer whose content is not whole goes by its status; one that was cancelled is not repeated") {
    for (int status = 100; status <= 999; ++status)
        for (auto why : errors) {
            CAPTURE(status);
            CAPTURE(to_string(why));
            auto const got = verdict_of({phase::body, why, status, true, true});
            auto const row = expected_of_status(status, true, true);
            CHECK(got.outcome == row.what);
            CHECK(got.repetition == (why == transport_error::cancelled ? repetition::never : row.then));
        }
}

TEST_CASE("the rows that the promise names one by one") {
    using enum repetition;
    auto failed = [](phase where, transport_error why) { return verdict_of({.phase = where, .error = why}); };
    CHECK(failed(phase::resolve, transport_error::resolve) == verdict{outcome::not_sent, soon});
    CHECK(failed(phase::connect, transport_error::connect) == verdict{outcome::not_sent, soon});
    CHECK(failed(phase::connect, transport_error::timeout) == verdict{outcome::not_sent, soon});
    CHECK(failed(phase::tls, transport_error::tls) == verdict{outcome::not_sent, soon});
    CHECK(failed(phase::tls, transport_error::certificate) == verdict{outcome::not_sent, never});
    CHECK(failed(phase::write, transport_error::closed) == verdict{outcome::unknown, soon_if_harmless});
    CHECK(failed(phase::await, transport_error::timeout) == verdict{outcome::unknown, soon_if_harmless});
    CHECK(failed(phase::head, transport_error::malformed) == verdict{outcome::unknown, soon_if_harmless});
    CHECK(verdict_of({phase::body, transport_error::closed, 200}) == verdict{outcome::executed, never});
    for (int status : {421, 425, 429}) CHECK(verdict_of_status(status) == verdict{outcome::rejected, when_welcome});
    for (int status : {400, 401, 403, 404, 405, 409, 413, 415, 422, 301, 302, 307, 308})
        CHECK(verdict_of_status(status) == verdict{outcome::rejected, never});
    for (int status : {408, 500, 502, 504, 503})
        CHECK(verdict_of_status(status) == verdict{outcome::unknown, when_welcome_if_harmless});
    for (int status : {100, 101, 103, 199, 0, 600, 999})
        CHECK(verdict_of_status(status) == verdict{outcome::unknown, soon_if_harmless});
    for (int status : {303, 304, 300, 406, 501, 505, 511})
        CHECK(verdict_of_status(status) == verdict{outcome::unknown, never});
}

TEST_CASE("a call that ended before the write was not sent, any later one is unknown") {
    for (auto where : phases) CHECK(outcome_of(where) == (where < phase::write ? outcome::not_sent : outcome::unknown));
}
