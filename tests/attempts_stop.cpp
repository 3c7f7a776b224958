// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// A stop that is asked for, wherever a call is.

#include <apibind/invoke.hpp>

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

using namespace apibind;
using namespace std::chrono_literals;
using support::scripted_transport;

namespace attempts_stop_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())
struct api {
    static constexpr auto base = apibind::base("https://stop.example");
    static constexpr auto auth = bearer;
    static constexpr auto limit = in_flight(1);
};
struct erase : api {
    static constexpr auto route = delete_("/x");
    using request = nothing;
    using response = done;
};
static_assert(valid<erase>);

exchange good() {
    return support::answer(200, R"({"rows":1})");
}

/// Asks for a stop once the predicate holds.
template <class When>
std::jthread stop_when(std::stop_source& source, When when) {
    return std::jthread([&source, when](std::stop_token given_up) {
        while (!given_up.stop_requested() && !when()) std::this_thread::sleep_for(1ms);
        source.request_stop();
    });
}

} // namespace attempts_stop_tests
using namespace attempts_stop_tests;

TEST_CASE("a stop before the call sends nothing") {
    auto const carrier = std::make_shared<scripted_transport>(good());
    client<api> const it(secret("early"), {}, carrier);
    std::stop_source source;
    source.request_stop();
    auto const result = invoke<erase>(it, {}, {.stop = source.get_token()});
    REQUIRE(!result);
    CHECK(result.error().kind == failure_kind::cancelled);
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(result.info().attempts == 0);
    CHECK(carrier->requests().empty());
}

TEST_CASE("a stop while it waits for its turn sends nothing") {
    auto const carrier = std::make_shared<scripted_transport>(good());
    client<api> const it(secret("waiting"), {}, carrier);
    auto const& row = dynamic_cast<process_gate&>(*it.state()->gate);
    auto const held = it.state()->gate->enter({std::chrono::steady_clock::now() + 20s, {}, &detail::machine_clock()});
    REQUIRE(held);
    std::stop_source source;
    auto const stopping = stop_when(source, [&] { return row.waiting() == 1; });
    auto const result = invoke<erase>(it, {}, {.stop = source.get_token()});
    it.state()->gate->leave(*held, call_clock::time_point::min());
    REQUIRE(!result);
    CHECK(result.error().kind == failure_kind::cancelled);
    CHECK(result.info().phase == phase::gate);
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(result.info().elapsed < 20s);
    CHECK(carrier->requests().empty());
    CHECK(invoke<erase>(it));
}

TEST_CASE("the transport is told of a stop, and what it says of the effect holds") {
    std::stop_source source;
    for (auto where : {phase::connect, phase::await}) {
        auto const carrier =
            std::make_shared<scripted_transport>([&](auto const&, send_options const& options) -> exchange {
                CHECK(options.stop.stop_possible());
                return transport_failure{where, transport_error::cancelled, "cancelled", {}};
            });
        client<api> const it(secret("told"), {.gate = [](auto&) { return std::shared_ptr<gate>(); }}, carrier);
        auto const result = invoke<erase>(it, {}, {.stop = source.get_token()});
        REQUIRE(!result);
        CHECK(result.error().kind == failure_kind::cancelled);
        CHECK(result.error().transport == transport_error::cancelled);
        CHECK(result.outcome() == (where < phase::write ? outcome::not_sent : outcome::unknown));
        CHECK(result.info().attempts == 1);
    }
}

TEST_CASE("a stop between two attempts leaves the result of the first") {
    std::stop_source source;
    auto const carrier = std::make_shared<scripted_transport>(support::answer(429, "", {{"Retry-After", "60"}}));
    client<api> const it(secret("between"), {}, carrier);
    auto const stopping = stop_when(source, [&] { return carrier->requests().size() == 1; });
    auto const result = invoke<erase>(it, {}, {.stop = source.get_token()});
    REQUIRE(!result);
    CHECK(result.error().kind == failure_kind::status);
    CHECK(result.outcome() == outcome::rejected);
    CHECK(result.info().retry_end == retry_end::cancelled);
    CHECK(result.info().retry_after == 60s);
    CHECK(result.info().elapsed < 60s);
    CHECK(carrier->requests().size() == 1);
}

TEST_CASE("a stop that a clock asks for while a call waits by it ends the wait") {
    struct stopping_clock final : call_clock {
        void wait(std::condition_variable&, std::unique_lock<std::mutex>&, time_point) override {
            source.request_stop();
        }
        std::stop_source source;
    };
    for (bool at_gate : {false, true}) {
        auto const clock = std::make_shared<stopping_clock>();
        auto const carrier = std::make_shared<scripted_transport>(support::answer(429, "", {{"Retry-After", "60"}}));
        client<api> const it(secret("by the clock"), {.clock = clock}, carrier);
        auto& turns = *it.state()->gate;
        auto const held = at_gate ? turns.enter({std::chrono::steady_clock::now() + 20s}) : std::nullopt;
        auto const result = invoke<erase>(it, {}, {.stop = clock->source.get_token()});
        REQUIRE(!result);
        if (at_gate)
            CHECK(result.error().kind == failure_kind::cancelled);
        else
            CHECK(result.info().retry_end == retry_end::cancelled);
        CHECK(carrier->requests().size() == (at_gate ? 0 : 1));
        if (held) turns.leave(*held, call_clock::time_point::min());
    }
}
