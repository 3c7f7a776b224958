// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_catalogue.hpp"

#include <sys/socket.h>

namespace faults {
namespace {

using apibind::outcome;
using apibind::phase;
using apibind::transport_error;
using caps = apibind::timeout_options;

/// More than the buffers between two sockets hold, one of which has a small one.
constexpr std::size_t large = 5u << 20;

void take_little(vendor& it) {
    int const size = 4096;
    ::setsockopt(it.peer.descriptor(), SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

} // namespace

std::vector<fault> awaiting_faults() {
    std::vector<fault> all;
    std::string const deaf = "a request that is not read, or a reset while it is written";
    all.push_back({.name = "F8 it never reads",
                   .hazard = deaf,
                   .does = {.script =
                                [](vendor& it) {
                                    take_little(it);
                                    it.stay_deaf();
                                }},
                   .expected = unknown({phase::write}, {transport_error::timeout}),
                   .tune = cap(&caps::write, 150),
                   .padding = large});
    all.push_back({.name = "F9 reset while the request is written",
                   .hazard = deaf,
                   .does = {.script =
                                [](vendor& it) {
                                    for (std::size_t had = 0, more = 1; more != 0 && had < 100'000; had += more)
                                        more = it.peer.read_some().size();
                                    it.peer.reset();
                                }},
                   .expected = unknown({phase::write, phase::await}, {transport_error::closed}),
                   .padding = large});

    std::string const early = "a 413 while the request is written, and the server ";
    auto const too_large = short_answer("413 Content Too Large", "Connection: close\r\n");
    all.push_back({.name = "F10 an early 413, and the server reads on",
                   .hazard = early + "reads on",
                   .does = {.script =
                                [=](vendor& it) {
                                    it.peer.read_some();
                                    it.send(too_large);
                                    it.stay();
                                }},
                   .expected = answered(413, outcome::rejected),
                   .padding = large});
    all.push_back({.name = "F10 an early 413, and the server reads no more",
                   .hazard = early + "reads no more",
                   .does = {.script =
                                [=](vendor& it) {
                                    take_little(it);
                                    it.peer.read_some();
                                    it.send(too_large);
                                    it.stay_deaf();
                                }},
                   .expected = answered(413, outcome::rejected),
                   .tune = cap(&caps::write, 1'000),
                   .padding = large});

    std::string const gone = "closed or reset in place of an answer; no answer, or one too late";
    for (bool const acts : {true, false}) {
        std::string const how = acts ? ", executed" : ", not executed";
        auto const instead = [&](std::string name, auto leave) {
            all.push_back({.name = std::move(name) + how,
                           .hazard = gone,
                           .does = {.script =
                                        [=](vendor& it) {
                                            if (!it.read()) return;
                                            if (acts) it.act();
                                            leave(it);
                                        }},
                           .expected = unknown({phase::await}, {transport_error::closed})});
        };
        instead("F11 closed after the request", [](vendor& it) { it.peer.cut(); });
        instead("F12 reset after the request", [](vendor& it) { it.peer.reset(); });
        instead("F13 close_notify after the request", [](vendor& it) { it.peer.close(); });
        all.back().over = over_tls;
        instead("F14 silence", [](vendor& it) { it.stay(); });
        all.back().expected = unknown({phase::await}, {transport_error::timeout});
        all.back().tune = cap(&caps::await, 150);
    }
    auto const late = [&](std::string name, int before, int after) {
        all.push_back({.name = std::move(name),
                       .hazard = gone,
                       .does = {.script =
                                    [=](vendor& it) {
                                        if (!it.read()) return;
                                        it.wait(std::chrono::milliseconds(before));
                                        it.act();
                                        it.wait(std::chrono::milliseconds(after));
                                        it.send(it.good.text());
                                        it.stay();
                                    }},
                       .expected = unknown({phase::await}, {transport_error::timeout})});
    };
    late("F15 an answer after the cap", 0, 600);
    all.back().tune = cap(&caps::await, 150);
    late("F15 executed after the cap", 400, 200);
    all.back().tune = cap(&caps::await, 150);
    late("F15 an answer after the deadline", 100, 2'500);
    all.back().tune = deadline(1'500);

    script const keeps_one = [](vendor& it) {
        if (!it.read()) return;
        it.act();
        it.send(it.good.text());
        if (it.connection == 0)
            it.peer.close();
        else
            it.stay();
        it.settle();
    };
    all.push_back({.name = "a kept connection that was closed meanwhile",
                   .hazard = "a kept connection that was closed meanwhile",
                   .does = {.script = keeps_one},
                   .expected = executed(),
                   .calls = 2});
    return all;
}

} // namespace faults
