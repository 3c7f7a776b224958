// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_case.hpp"

#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <utility>

namespace faults {
namespace {

/// How late a call may end on a busy machine.
constexpr auto slack = std::chrono::seconds(8);

/// Time enough for every phase, unless the fault is about one; the limit of a content is small.
apibind::client_options options_for(fault_case const& one, std::uint16_t port) {
    auto const ample = std::chrono::milliseconds(60'000);
    apibind::client_options out;
    if (one.over == carrier::plain)
        out.base = "http://127.0.0.1:" + std::to_string(port) + one.call->path;
    else
        out.connect_to = {"127.0.0.1", port};
    out.ca_file = identities::instance().ca_file();
    out.timeouts = {ample, ample, ample, ample};
    out.deadline = std::chrono::milliseconds(120'000);
    out.retry = apibind::no_retry;
    out.limits.body = 1u << 20;
    if (one.what->tune) one.what->tune(out);
    return out;
}

} // namespace

std::shared_ptr<apibind::transport> make_transport(transport_kind kind) {
    if (kind == transport_kind::httplib) return std::make_shared<apibind::httplib_transport>();
    return std::make_shared<apibind::beast_transport>();
}

std::string fault_case::name() const {
    return what->name + " (" + to_string(over) + ", " + call->name + ", " +
           (by == transport_kind::httplib ? "httplib" : "beast") + ")";
}

std::vector<fault_case> const& cases_of(transport_kind by) {
    auto const make = [](transport_kind kind) {
        std::vector<fault_case> out;
        for (auto const& one : catalogue())
            for (auto const over : one.over)
                for (auto const& call : vendor_calls()) out.push_back({&one, over, &call, kind});
        return out;
    };
    static std::vector<fault_case> const all[] = {make(transport_kind::httplib), make(transport_kind::beast)};
    return all[by == transport_kind::httplib ? 0 : 1];
}

std::vector<std::string> untruths(call_report const& report, ledger::entry const& done) {
    using apibind::outcome;
    std::vector<std::string> problems;
    auto const came_to = report.info.outcome;
    auto const says = [&](std::string const& what) {
        problems.push_back(std::string(to_string(came_to)) + ", " + what);
    };
    int const attempts = static_cast<int>(report.info.attempts);
    if (done.executions > 1) says("and it was executed twice");
    if (done.requests > attempts) says("and more requests arrived than were sent");
    if (came_to == outcome::not_sent && done.requests != 0) says("but the request arrived");
    if (came_to == outcome::not_sent && done.executions != 0) says("but it was executed");
    if (came_to == outcome::rejected && done.executions != 0) says("but it was executed");
    if (came_to == outcome::executed && done.executions != 1) says("but it was not executed");
    return problems;
}

verdict play(fault_case const& one) {
    static std::atomic<unsigned> next{0};
    verdict out;
    ledger kept;
    fault_server server(one.what->does, one.over, one.call->answer, kept);
    call_target target{make_transport(one.by), options_for(one, server.port()), {}, {}, one.what->padding};
    auto const& own = one.what->expected;
    std::vector<std::pair<std::string, call_report>> done;
    target.token = one.what->token.empty() ? "fault-token-" + std::to_string(++next) : one.what->token;
    for (int i = 0; i != one.what->calls; ++i) {
        if (i != 0) server.wait_until_settled();
        target.id = id_of_call(++next);
        done.emplace_back(target.id, one.call->invoke(target));
    }
    target.over.reset();
    server.finish();

    for (auto const& [id, report] : done) {
        auto wrong = differences(report, one.call->answer, own);
        for (auto& untruth : untruths(report, kept.of(id))) wrong.push_back(std::move(untruth));
        if (report.line.find(target.token) != std::string::npos) wrong.push_back("its message shows the token");
        auto const over = report.info.elapsed - *target.options.deadline;
        out.overshoot = std::max<std::chrono::nanoseconds>(out.overshoot, over);
        if (over > slack) wrong.push_back("it ended long after its deadline");
        auto label = label_of(report, own);
        if (out.label.empty() || out.label == "executed") out.label = std::move(label);
        for (auto& problem : wrong)
            out.problems.push_back(one.name() + ": " + problem +
                                   (report.line.empty() ? "" : " [" + report.line.substr(0, 300) + "]"));
    }
    return out;
}

} // namespace faults
