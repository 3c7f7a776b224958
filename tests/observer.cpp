// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/invoke.hpp>
#include <apibind/stream_logger.hpp>

#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;
using support::scripted_transport;

namespace observer_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct api {
    static constexpr auto base = apibind::base("https://observer.example");
    static constexpr auto auth = query_token("key");
    static constexpr auto limit = in_flight(3);
};
struct erase : api {
    static constexpr auto route = delete_("/people/{name}?mode={mode}");
    struct request {
        required<std::string> name;
        required<std::string> mode;
    };
    using response = done;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), (name, mode))
static_assert(valid<erase>);

class telling_observer final : public observer {
public:
    void waiting(call_label const& call) override { say(call, "waiting"); }
    void attempt_started(call_label const& call) override { say(call, "started"); }
    void answered(call_label const& call, attempt_result const& result) override {
        say(call, "answered " + std::to_string(result.status) + " " + std::string(to_string(result.outcome)) +
                      (result.error ? " " + std::string(to_string(*result.error)) : ""));
    }
    void retried(call_label const& call, std::chrono::milliseconds wait) override {
        say(call, "retried " + std::to_string(wait.count()));
    }
    void finished(call_label const& call, call_info const& info, std::optional<failure_kind> why) override {
        say(call, "finished " + std::string(to_string(info.outcome)) + " " + std::to_string(info.attempts) +
                      (why ? " " + std::string(to_string(*why)) : ""));
        numbers.insert(call.call);
    }
    std::vector<std::string> said;
    std::vector<std::string> labels;
    std::set<std::uint64_t> numbers;

private:
    void say(call_label const& call, std::string what) {
        said.push_back(std::to_string(call.attempt) + " " + std::move(what));
        labels.push_back(std::string(call.endpoint) + " " + std::string(to_string(call.method)) + " " +
                         std::string(call.route));
    }
};

class throwing_observer final : public observer {
    void waiting(call_label const&) override { throw std::runtime_error("waiting"); }
    void attempt_started(call_label const&) override { throw std::runtime_error("started"); }
    void answered(call_label const&, attempt_result const&) override { throw 1; }
    void finished(call_label const&, call_info const&, std::optional<failure_kind>) override { throw 2; }
};

std::shared_ptr<scripted_transport> refusing_once() {
    return std::make_shared<scripted_transport>([n = 0](auto const&, auto const&) mutable -> exchange {
        if (++n == 1) return transport_failure{phase::connect, transport_error::connect, "refused", {}};
        return support::answer(200, R"({"rows":1})");
    });
}
client_options options_with(std::shared_ptr<observer> watching) {
    client_options out;
    out.observer = std::move(watching);
    out.clock = std::make_shared<support::leaping_clock>();
    out.random = [] { return 0.5; };
    return out;
}

} // namespace observer_tests
using namespace observer_tests;

TEST_CASE("an observer is told what happens to a call, in order, under a label without values") {
    auto const watching = std::make_shared<telling_observer>();
    client<api> const it(secret("t0ken"), options_with(watching), refusing_once());
    CHECK(invoke<erase>(it, {.name = "Ada", .mode = "hard"}));
    CHECK(watching->said ==
          std::vector<std::string>{"1 started", "1 answered 0 not sent connection failed", "1 retried 50", "2 started",
                                   "2 answered 200 executed", "2 finished executed 2"});
    for (auto const& label : watching->labels)
        CHECK(label == "observer_tests::erase DELETE /people/{name}?mode={mode}");
}

TEST_CASE("a call of which nothing is sent is finished too") {
    auto const watching = std::make_shared<telling_observer>();
    client<api> const it(secret("t0ken"), options_with(watching), refusing_once());
    CHECK(!invoke<erase>(it, {.name = "..", .mode = "hard"}));
    CHECK(watching->said == std::vector<std::string>{"0 finished not sent 0 invalid request"});
}

TEST_CASE("the observer of a call goes before that of its client") {
    auto const usual = std::make_shared<telling_observer>(), own = std::make_shared<telling_observer>();
    client<api> const it(secret("t0ken"), options_with(usual), refusing_once());
    CHECK(invoke<erase>(it, {.name = "Ada", .mode = "hard"}, {.observer = own}));
    CHECK(usual->said.empty());
    CHECK(own->said.size() == 6);
}

TEST_CASE("what an observer throws changes nothing") {
    client<api> const it(secret("t0ken"), options_with(std::make_shared<throwing_observer>()), refusing_once());
    CHECK(invoke<erase>(it, {.name = "Ada", .mode = "hard"}).info().attempts == 2);
}

TEST_CASE("an observer is told that a call waits, where it does") {
    auto const watching = std::make_shared<telling_observer>();
    auto options = options_with(watching);
    auto const row = std::make_shared<process_gate>(1);
    options.gate = [&](gate_scope const&) { return row; };
    client<api> const it(secret("t0ken"), options, refusing_once());
    REQUIRE(row->enter({.deadline = call_clock::time_point::max(), .time = options.clock.get()}));
    CHECK(!invoke<erase>(it, {.name = "Ada", .mode = "hard"}, {.deadline = 5ms}));
    CHECK(watching->said == std::vector<std::string>{"0 waiting", "0 finished not sent 0 no turn"});
}

TEST_CASE("calls are told apart by their numbers") {
    auto const watching = std::make_shared<telling_observer>();
    client<api> const it(secret("t0ken"), options_with(watching), refusing_once());
    for (int i = 0; i != 3; ++i) (void)invoke<erase>(it, {.name = "Ada", .mode = "hard"});
    CHECK(watching->numbers.size() == 3);
    CHECK(*watching->numbers.begin() > 0);
}

TEST_CASE("the logger writes lines that a person reads, and no value") {
    std::ostringstream out;
    client<api> const it(secret("t0ken"), options_with(std::make_shared<stream_logger>(out)), refusing_once());
    CHECK(invoke<erase>(it, {.name = "Ada", .mode = "hard"}));
    CHECK(!invoke<erase>(it, {.name = "..", .mode = "hard"}));
    std::string const label = " observer_tests::erase DELETE /people/{name}?mode={mode}: ";
    auto const text = out.str();
    auto const first = text.substr(0, text.find(' '));
    CHECK(first.starts_with("#"));
    auto const second = "#" + std::to_string(std::stoull(first.substr(1)) + 1);
    CHECK(text == first + label + "attempt 1 started\n" + first + label +
                      "attempt 1: connection failed (connect), not sent after 0 ms\n" + first + label +
                      "trying again in 50 ms\n" + first + label + "attempt 2 started\n" + first + label +
                      "attempt 2: HTTP 200, executed after 0 ms\n" + first + label +
                      "finished: executed after 2 attempts, 50 ms\n" + second + label +
                      "finished: not sent (invalid request) after 0 attempts, 0 ms\n");
}
