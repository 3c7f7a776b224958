// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// That the fault server counts, and that what it counts would show.

#include "support/fault_case.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

using namespace faults;

namespace {

/// Sends everything twice, which no transport may.
class twice_sending final : public apibind::transport {
public:
    explicit twice_sending(std::shared_ptr<apibind::transport> inner) : inner_(std::move(inner)) {}
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const& options) override {
        auto const first = inner_->send(request, options);
        return inner_->send(request, options);
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

private:
    std::shared_ptr<apibind::transport> inner_;
};

struct called {
    call_report report;
    ledger::entry done;
};

called call_once(script played, std::shared_ptr<apibind::transport> const& over) {
    auto const& call = vendor_calls().front();
    ledger kept;
    fault_server server({.script = std::move(played)}, carrier::plain, call.answer, kept);
    call_target target{over, {}, id_of_call(7)};
    target.options.base = "http://127.0.0.1:" + std::to_string(server.port()) + call.path;
    auto report = call.invoke(target);
    server.finish();
    return {std::move(report), kept.of(id_of_call(7))};
}

script acting_so_often(int times) {
    return [=](vendor& it) {
        while (it.read()) {
            for (int i = 0; i != times; ++i) it.act();
            it.send(it.good.text());
        }
    };
}

} // namespace

TEST_CASE("fault server: a request that is carried out counts once, and that is the truth") {
    for (auto const by : all_transports) {
        auto const one = call_once(acting_so_often(1), make_transport(by));
        CHECK(one.done.requests == 1);
        CHECK(one.done.executions == 1);
        CHECK(one.report.info.outcome == apibind::outcome::executed);
        CHECK(untruths(one.report, one.done).empty());
    }
}

TEST_CASE("fault server: what is sent twice is found out") {
    auto const one =
        call_once(acting_so_often(1), std::make_shared<twice_sending>(make_transport(transport_kind::beast)));
    CHECK(one.done.executions == 2);
    CHECK(untruths(one.report, one.done).size() >= 2);
}

TEST_CASE("fault server: an outcome that is not true is found out") {
    CHECK(untruths(call_once(acting_so_often(0), make_transport(transport_kind::beast)).report, {1, 0}).size() == 1);
    call_report report;
    report.info.attempts = 1;
    for (auto const outcome : {apibind::outcome::not_sent, apibind::outcome::rejected}) {
        report.info.outcome = outcome;
        CHECK_FALSE(untruths(report, {1, 1}).empty());
        CHECK(untruths(report, {0, 0}).empty());
    }
    report.info.outcome = apibind::outcome::unknown;
    CHECK(untruths(report, {1, 1}).empty());
    CHECK(untruths(report, {1, 0}).empty());
}

TEST_CASE("fault server: an expectation that is missed shows in each of its parts") {
    call_report report;
    report.info.outcome = apibind::outcome::unknown;
    report.info.phase = apibind::phase::await;
    report.info.status = 500;
    report.transport = apibind::transport_error::closed;
    good_answer const good;
    CHECK(differences(report, good, {}).empty());
    CHECK(differences(report, good, unknown({apibind::phase::await}, {apibind::transport_error::closed})).empty());
    CHECK(differences(report, good, executed()).size() == 3);
    CHECK(differences(report, good, answered(501, apibind::outcome::unknown)).size() == 2);
    CHECK(differences(report, good, unknown({}, {apibind::transport_error::timeout})).size() == 1);
    expectation waits;
    waits.retry_after = {1, 2};
    CHECK(differences(report, good, waits).size() == 1);
    report.content = "other";
    CHECK(differences(report, good, {}).size() == 1);
}
