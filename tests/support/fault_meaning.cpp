// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_catalogue.hpp"

#include <ctime>

namespace faults {
namespace {

using apibind::outcome;
using apibind::phase;

std::string date_in(long seconds) {
    auto const when = std::time(nullptr) + seconds;
    std::tm parts{};
    ::gmtime_r(&when, &parts);
    char text[40];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return text;
}

} // namespace

support::raw_server const& other_host() {
    static support::raw_server const server([](support::raw_peer& peer) { peer.drain(); });
    return server;
}

std::vector<fault> meaning_faults() {
    std::vector<fault> all;
    std::string const refused = "301, 302, 307 or 308 to another host; 429, whatever its Retry-After";
    std::string const unclear = "303 to another host; 503, whatever its Retry-After";
    for (int const status : {301, 302, 303, 307, 308}) {
        all.push_back({.name = "F29 " + std::to_string(status) + " to another host",
                       .hazard = status == 303 ? unclear : refused,
                       .expected = answered(status, status == 303 ? outcome::unknown : outcome::rejected)});
        all.back().does.script = [=](vendor& it) {
            if (!it.read()) return;
            if (status == 303) it.act();
            it.send(short_answer(std::to_string(status) + " There",
                                 "Location: http://127.0.0.1:" + std::to_string(other_host().port()) + "/\r\n"));
            it.stay();
        };
    }

    constexpr long ten_years = 10L * 366 * 24 * 3600;
    struct {
        char const* name;
        std::string value;
        std::pair<long, long> seconds;
    } const waits[] = {
        {"seconds", "97", {97, 97}},
        {"a date", date_in(3'600), {600, 3'600}}, // the run takes its time
        {"a date that has passed", "Sun, 06 Nov 1994 08:49:37 GMT", {0, 0}},
        {"a negative number", "-5", {-1, -1}},
        {"a huge number", "99999999999999999999", {ten_years, ten_years}},
        {"garbage", "soon", {-1, -1}},
    };
    for (int const status : {429, 503})
        for (auto const& wait : waits) {
            auto const number = std::to_string(status);
            all.push_back({.name = "F30 " + number + " with " + wait.name,
                           .hazard = status == 429 ? refused : unclear,
                           .does = {.script = refusing_with(
                                        short_answer(number + " Busy", "Retry-After: " + wait.value + "\r\n"))},
                           .expected = answered(status, status == 429 ? outcome::rejected : outcome::unknown)});
            all.back().expected.retry_after = wait.seconds;
        }

    all.push_back({.name = "the request as the content of a 500",
                   .hazard = "a 500 that repeats the credential, which no message shows",
                   .expected = answered(500, outcome::unknown)});
    all.back().does.script = [](vendor& it) {
        if (!it.read()) return;
        it.send("HTTP/1.1 500 Oops\r\nContent-Length: " + std::to_string(it.request().size()) + "\r\n\r\n" +
                it.request());
        it.stay();
    };

    for (std::string const& bad : {std::string("\r\nX-Injected: 1"), std::string("\n"), std::string(1, '\0')}) {
        all.push_back({.name = "a token with a line break or a NUL",
                       .hazard = "a line break or a NUL in a credential",
                       .does = {.script = doing_and_saying([](auto const& good) { return good.text(); })},
                       .expected = not_sent({phase::build}, {}),
                       .token = "fault-token" + bad});
    }
    return all;
}

std::vector<fault> const& catalogue() {
    static std::vector<fault> const all = [] {
        std::vector<fault> out;
        for (auto const group : {&connecting_faults, &awaiting_faults, &head_faults, &body_faults, &meaning_faults})
            for (auto& one : group()) out.push_back(std::move(one));
        return out;
    }();
    return all;
}

} // namespace faults
