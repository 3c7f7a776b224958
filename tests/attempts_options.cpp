// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// What the options of a client and of a call come to in its attempts.

#include <apibind/invoke.hpp>

#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;
using support::leaping_clock;
using support::scripted_transport;

namespace attempts_options_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())
struct api {
    static constexpr auto base = apibind::base("https://options.example");
    static constexpr auto auth = bearer;
};
struct set : api {
    static constexpr auto route = put("/x");
    static constexpr auto effect = apibind::effect::idempotent;
    using request = nothing;
    using response = done;
};
static_assert(valid<set>);
struct slow : set {
    static constexpr auto time_limit = std::chrono::minutes(5);
};
static_assert(valid<slow>);

exchange good() {
    return support::answer(200, R"({"rows":1})");
}
exchange const refused = transport_failure{phase::connect, transport_error::connect, "refused", {}};

/// Asks for a stop when it is told of the answer to the first attempt.
struct stopping_observer final : observer {
    void answered(call_label const&, attempt_result const&) override { source.request_stop(); }
    void retried(call_label const&, std::chrono::milliseconds) override { ++retries; }
    std::stop_source source;
    int retries = 0;
};

} // namespace attempts_options_tests
using namespace attempts_options_tests;

TEST_CASE("every cap of a call goes before that of its client, and that before the usual one") {
    auto const carrier = std::make_shared<scripted_transport>(good());
    client<api> const usual(secret("t0ken"), {}, carrier);
    client<api> const own(secret("t0ken"), {.timeouts = {.connect = 11ms, .tls = 12ms, .write = 13ms, .await = 14ms}},
                          carrier);
    call_options const call{.timeouts = {.connect = 21ms, .tls = 22ms, .write = 23ms, .await = 24ms}};
    auto const told = [&] {
        auto const caps = carrier->options().timeouts;
        return std::vector{caps.connect, caps.tls, caps.write, caps.await};
    };
    CHECK(invoke<set>(usual));
    CHECK(told() == std::vector<std::chrono::milliseconds>{5s, 5s, 10s, 30s});
    CHECK(invoke<set>(own));
    CHECK(told() == std::vector{11ms, 12ms, 13ms, 14ms});
    CHECK(invoke<set>(own, {}, call));
    CHECK(told() == std::vector{21ms, 22ms, 23ms, 24ms});
}

TEST_CASE("without a deadline of its own a call has the time that its answer may take") {
    auto const carrier = std::make_shared<scripted_transport>(good());
    client<api> const usual(secret("t0ken"), {}, carrier);
    client<api> const own(secret("t0ken"), {.deadline = 20s}, carrier);
    auto const left = [&] { return carrier->options().deadline - std::chrono::steady_clock::now(); };
    auto const is = [&](std::chrono::seconds wanted) {
        auto const now = left();
        CHECK(now <= wanted);
        CHECK(now > wanted - 10s);
    };
    CHECK(invoke<set>(usual));
    is(90s);
    CHECK(invoke<slow>(usual)); // may take 300 s, and is given 15 s more
    is(345s);
    CHECK(invoke<set>(usual, {}, {.timeouts = {.await = 100s}}));
    is(130s);
    CHECK(invoke<slow>(own));
    is(20s);
    CHECK(invoke<slow>(own, {}, {.deadline = 30s}));
    is(30s);
}

TEST_CASE("what ended by a limit names the option") {
    auto const message = [](phase where, call_options const& options) {
        auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
            return transport_failure{where, transport_error::timeout, "too late", {}};
        });
        auto const got = invoke<set>(client<api>(secret("t0ken"), {}, carrier), {}, options);
        return got ? std::string() : got.error().message;
    };
    retry_policy const once{.attempts = 1};
    CHECK(message(phase::await, {.retry = once}) == "too late (timeouts.await: 30000 ms)");
    CHECK(message(phase::connect, {.timeouts = {.connect = 7ms}, .retry = once}) ==
          "too late (timeouts.connect: 7 ms)");
    CHECK(message(phase::tls, {.retry = once}) == "too late (timeouts.tls: 5000 ms)");
    CHECK(message(phase::write, {.retry = once}) == "too late (timeouts.write: 10000 ms)");
    CHECK(message(phase::body, {.retry = once}) == "too late");

    auto const clock = std::make_shared<leaping_clock>();
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        clock->advance(30s);
        return transport_failure{phase::await, transport_error::timeout, "too late", {}};
    });
    client<api> const it(secret("t0ken"), {.deadline = 30s, .clock = clock}, carrier);
    auto const got = invoke<set>(it, {}, {.retry = once});
    REQUIRE(!got);
    CHECK(got.error().message == "too late (deadline: 30000 ms)");
}

TEST_CASE("a Retry-After that is a date is seen from the client's clock") {
    // The clock's time is 1,700,000,000 s after 1970: Tue, 14 Nov 2023 22:13:20 GMT.
    int sent = 0;
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        if (++sent != 1) return good();
        return support::answer(429, "", {{"Retry-After", "Tue, 14 Nov 2023 22:13:30 GMT"}});
    });
    auto const clock = std::make_shared<leaping_clock>();
    client<api> const it(secret("t0ken"), {.clock = clock}, carrier);
    CHECK(invoke<set>(it).info().attempts == 2);
    CHECK(clock->waits() == std::vector<std::chrono::milliseconds>{10s});
}

TEST_CASE("after a stop there is no further attempt, none is told of, and the budget keeps its part") {
    auto const watching = std::make_shared<stopping_observer>();
    auto const budget = std::make_shared<retry_budget>(0, 1);
    auto const carrier = std::make_shared<scripted_transport>(refused);
    client<api> const it(secret("t0ken"),
                         {.budget = budget,
                          .observer = watching,
                          .clock = std::make_shared<leaping_clock>(),
                          .random = [] { return 0.5; }},
                         carrier);
    auto const result = invoke<set>(it, {}, {.stop = watching->source.get_token()});
    REQUIRE(!result);
    CHECK(result.info().retry_end == retry_end::cancelled);
    CHECK(watching->retries == 0);
    CHECK(budget->is_full());
    CHECK(carrier->requests().size() == 1);
}

TEST_CASE("a stop during the wait sends nothing more, also where there is no gate") {
    struct stopping_clock final : call_clock {
        void wait(std::condition_variable&, std::unique_lock<std::mutex>&, time_point) override {
            source.request_stop();
        }
        std::stop_source source;
    };
    auto const clock = std::make_shared<stopping_clock>();
    auto const carrier = std::make_shared<scripted_transport>(support::answer(429, "", {{"Retry-After", "60"}}));
    client<api> const it(secret("t0ken"), {.clock = clock}, carrier);
    auto const result = invoke<set>(it, {}, {.stop = clock->source.get_token()});
    REQUIRE(!result);
    CHECK(result.info().retry_end == retry_end::cancelled);
    CHECK(carrier->requests().size() == 1);
}

TEST_CASE("a stop while a call waits for its turn is told, and a further attempt's leaves the result before it") {
    struct stopping_gate final : gate {
        std::optional<std::size_t> enter(gate_wait const&) override {
            if (++asked != stops_at) return 0;
            source.request_stop();
            return std::nullopt;
        }
        void leave(std::size_t, call_clock::time_point) noexcept override {}
        std::stop_source source;
        int asked = 0;
        int stops_at = 1;
    };
    for (int stops_at : {1, 2}) {
        auto const turns = std::make_shared<stopping_gate>();
        turns->stops_at = stops_at;
        client<api> const it(
            secret("t0ken"),
            {.gate = [&](gate_scope const&) { return turns; }, .clock = std::make_shared<leaping_clock>()},
            std::make_shared<scripted_transport>(refused));
        auto const result = invoke<set>(it, {}, {.stop = turns->source.get_token()});
        REQUIRE(!result);
        if (stops_at == 1) {
            CHECK(result.error().kind == failure_kind::cancelled);
            CHECK(result.error().message == "a stop was asked for while it waited for its turn");
        } else {
            CHECK(result.error().kind == failure_kind::transport);
            CHECK(result.info().retry_end == retry_end::cancelled);
        }
    }
}
