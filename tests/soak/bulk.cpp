// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Run by `tests/run.sh soak`: what a bulk of 100,000 calls holds.

#include "support/both_transports.hpp"
#include "support/bulk_api.hpp"
#include "support/exchanges.hpp"
#include "support/fault_memory.hpp"
#include "support/one_pass.hpp"
#include "support/raw_server.hpp"

#include <apibind/apibind.hpp>
#include <apibind/invoke_all.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

using namespace apibind;
using namespace support::bulk_api;

TEST_CASE_TEMPLATE("soak: 100,000 calls of a bulk hold no more than 10,000", T, beast_transport, httplib_transport) {
    support::raw_server server([](support::raw_peer& peer) {
        auto const text = support::answer(R"({"rows":1})");
        while (!peer.read_request().empty()) peer.send(text);
    });
    client_options options;
    options.base = "http://127.0.0.1:" + std::to_string(server.port());
    client<api> const it(options, std::make_shared<T>());
    auto const call = [&](int count) {
        support::one_pass<erase::request> requests([count, id = 0]() mutable -> std::optional<erase::request> {
            if (id == count) return std::nullopt;
            return erase::request{.id = ++id};
        });
        std::size_t good = 0;
        auto const summary =
            invoke_all<erase>(it, requests, [&](auto const&, auto const& result) { good += result ? 1 : 0; });
        CHECK(summary.executed == static_cast<std::size_t>(count));
        CHECK(good == summary.executed);
    };
    call(10'000);
    faults::forget_memory_peak();
    auto const before = faults::memory_figure("VmHWM");
    call(100'000);
    auto const growth = faults::memory_figure("VmHWM") - before;
    MESSAGE(before << " kB, then " << growth << " kB more");
    if (faults::is_memory_telling) CHECK(growth < 2'048);
    CHECK(server.connections() < 200);
}
