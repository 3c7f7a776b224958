// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_random.hpp"
#include "fault_case.hpp"
#include "fault_moody.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace faults {
namespace {

struct place {
    transport_kind by;
    carrier over;
    vendor_call const* call;
    std::unique_ptr<fault_server> server;
};

std::vector<place> open_places(std::uint64_t seed, ledger& kept) {
    std::vector<place> out;
    for (auto const by : all_transports)
        for (auto const over : all_carriers)
            for (auto const& call : vendor_calls()) {
                moody_vendor script({.seed = seed, .takes_time = true}, over, out.size());
                out.push_back(
                    {by, over, &call,
                     std::make_unique<fault_server>(behaviour{.script = std::move(script), .before_handshake = true},
                                                    over, call.answer, kept)});
            }
    return out;
}

apibind::client_options impatient(place const& at) {
    using std::chrono::milliseconds;
    apibind::client_options out;
    if (at.over == carrier::plain)
        out.base = "http://127.0.0.1:" + std::to_string(at.server->port()) + at.call->path;
    else
        out.connect_to = {"127.0.0.1", at.server->port()};
    out.ca_file = identities::instance().ca_file();
    out.timeouts = {milliseconds(2'000), milliseconds(150), milliseconds(150), milliseconds(120)};
    out.deadline = milliseconds(500);
    out.limits.body = 1u << 20;
    return out;
}

/// So many calls against servers of their own.
void play_some(random_plan const& plan, unsigned first, unsigned end, random_findings& out) {
    ledger kept;
    auto places = open_places(plan.seed + first, kept);
    std::shared_ptr<apibind::transport> const transports[] = {make_transport(transport_kind::httplib),
                                                              make_transport(transport_kind::beast)};
    std::mutex mutex;
    std::vector<std::pair<std::string, call_report>> done;
    std::atomic<unsigned> next{first};
    std::vector<std::thread> callers;
    for (unsigned i = 0; i != plan.threads; ++i)
        callers.emplace_back([&] {
            for (auto number = next++; number < end; number = next++) {
                auto random = source_of(plan.seed, number, 1'000);
                auto const& at = one_of(places, random);
                call_target target{transports[at.by == transport_kind::httplib ? 0 : 1], impatient(at),
                                   id_of_call(number), "random-token-" + std::to_string(number)};
                if (random() % 2 == 0) target.options.retry = apibind::no_retry;
                if (random() % 8 == 0) target.padding = 300'000;
                auto report = at.call->invoke(target);
                std::lock_guard const lock(mutex);
                done.emplace_back(std::move(target.id), std::move(report));
            }
        });
    for (auto& caller : callers) caller.join();
    for (auto& at : places) at.server->finish();
    for (auto const& [id, report] : done) {
        ++out.outcomes[label_of(report.info.outcome, report.has_response)];
        auto const entry = kept.of(id);
        out.executions += static_cast<unsigned>(entry.executions);
        for (auto const& untruth : untruths(report, entry))
            out.untruths.push_back(id + ": " + untruth + " [" + report.line.substr(0, 300) + "]");
    }
}

} // namespace

random_findings play_at_random(random_plan const& plan) {
    constexpr unsigned at_once = 1'000; // the servers keep a thread for each connection that they have had
    random_findings out;
    for (unsigned first = 0; first < plan.calls; first += at_once)
        play_some(plan, first, std::min(first + at_once, plan.calls), out);
    return out;
}

} // namespace faults
