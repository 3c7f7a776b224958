// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fault_calls.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace faults {

/// What a call must have come to. An empty list, an absent value: anything.
struct expectation {
    std::vector<apibind::outcome> outcomes;
    std::optional<bool> has_response{};
    std::vector<apibind::phase> phases{};
    std::vector<apibind::transport_error> errors{};
    int status = 0;
    std::optional<std::pair<long, long>> retry_after{}; ///< seconds; the first negative: none
    bool is_content_wrong = false;                      ///< a response may hold what the vendor did not say
};

inline expectation not_sent(std::vector<apibind::phase> phases, std::vector<apibind::transport_error> errors) {
    return {{apibind::outcome::not_sent}, false, std::move(phases), std::move(errors)};
}
inline expectation unknown(std::vector<apibind::phase> phases, std::vector<apibind::transport_error> errors) {
    return {{apibind::outcome::unknown}, false, std::move(phases), std::move(errors)};
}
/// Written or not, which nobody can tell.
inline expectation not_sent_or_unknown() {
    return {{apibind::outcome::not_sent, apibind::outcome::unknown}, false};
}
/// It was executed, and that is all that is known.
inline expectation result_lost(std::vector<apibind::transport_error> errors) {
    return {{apibind::outcome::executed}, false, {apibind::phase::body}, std::move(errors)};
}
inline expectation executed() {
    return {{apibind::outcome::executed}, true, {apibind::phase::decode}};
}
/// By that status.
inline expectation answered(int status, apibind::outcome outcome) {
    return {{outcome}, false, {apibind::phase::decode}, {}, status};
}

/// The outcome in the words of the README.
inline std::string label_of(apibind::outcome outcome, bool has_response) {
    switch (outcome) {
    case apibind::outcome::executed: return has_response ? "executed" : "executed, result lost";
    case apibind::outcome::unknown: return "unknown";
    default: return std::string(to_string(outcome));
    }
}
/// What a call came to; where the expectation leaves that open, all that it might have come to.
inline std::string label_of(call_report const& report, expectation const& expected) {
    if (expected.outcomes.size() < 2) return label_of(report.info.outcome, report.has_response);
    std::string out;
    for (auto const one : expected.outcomes) out += (out.empty() ? "" : " or ") + label_of(one, false);
    return out;
}

/// In what a call differs from what it must have come to: lines for a person, none where it does not.
inline std::vector<std::string> differences(call_report const& report, good_answer const& good,
                                            expectation const& expected) {
    std::vector<std::string> out;
    auto const contains = [](auto const& all, auto const& one) {
        return all.empty() || std::find(all.begin(), all.end(), one) != all.end();
    };
    auto const differs = [&](auto const&... parts) {
        std::ostringstream text;
        (text << ... << parts);
        out.push_back(text.str());
    };
    auto const& info = report.info;
    if (!contains(expected.outcomes, info.outcome)) differs("the outcome is ", info.outcome);
    if (expected.has_response && *expected.has_response != report.has_response)
        differs(report.has_response ? "it has a response" : "it has no response");
    if (!contains(expected.phases, info.phase)) differs("the phase is ", info.phase);
    if (!expected.errors.empty() && !report.transport) differs("the transport did not fail");
    if (report.transport && !contains(expected.errors, *report.transport))
        differs("the transport's error is: ", to_string(*report.transport));
    if (expected.status != 0 && expected.status != info.status) differs("the status is ", info.status);
    if (report.content && *report.content != good.content && !expected.is_content_wrong)
        differs("its content is not what was sent: ", *report.content);
    if (auto const& range = expected.retry_after) {
        auto const seconds = info.retry_after ? static_cast<long>(info.retry_after->count()) : -1;
        if (range->first < 0 ? seconds != -1 : seconds < range->first || seconds > range->second)
            differs("Retry-After is ", seconds);
    }
    return out;
}

} // namespace faults
