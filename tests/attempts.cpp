// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/invoke.hpp>

#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;
using support::answer;
using support::leaping_clock;
using support::scripted_transport;

namespace attempts_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())
struct refusal {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (code))

struct api {
    static constexpr auto base = apibind::base("https://attempts.example");
    static constexpr auto auth = bearer;
    static constexpr bool rejects_when_busy = true;
};
struct erase : api {
    static constexpr auto route = delete_("/x");
    using request = nothing;
    using response = done;
};
struct set : api {
    static constexpr auto route = put("/x");
    static constexpr auto effect = apibind::effect::idempotent;
    using request = nothing;
    using response = done;
};
struct look : api {
    static constexpr auto route = get("/x");
    static constexpr apibind::retry_policy retry{.attempts = 5};
    using request = nothing;
    using response = done;
};
/// Whose error says when to come back, in place of Retry-After.
struct told_refusal {
    std::optional<double> retry_after{};
};
BOOST_DESCRIBE_STRUCT(told_refusal, (), (retry_after))
struct telling : api {
    static constexpr auto route = delete_("/x");
    using request = nothing;
    using response = done;
    using error = told_refusal;
    static std::optional<std::chrono::duration<double>> retry_after_of(told_refusal const& refused) {
        if (!refused.retry_after) return {};
        return std::chrono::duration<double>(*refused.retry_after);
    }
};
static_assert(valid<telling>);
static_assert(valid<erase>);
static_assert(valid<set>);
static_assert(valid<look>);

exchange failing(phase where, transport_error why) {
    return transport_failure{where, why, "failed", {}};
}
exchange good() {
    return answer(200, R"({"rows":1})");
}
exchange status(int code, http_fields fields = {}) {
    return answer(code, "", std::move(fields));
}
exchange const refused = failing(phase::connect, transport_error::connect);
exchange const lost = failing(phase::await, transport_error::closed);

/// A client whose transport gives these answers, the last of them for ever.
struct set_up {
    explicit set_up(std::deque<exchange> answers) : left(std::move(answers)) {
        carrier = std::make_shared<scripted_transport>([this](auto const&, auto const&) {
            auto out = left.front();
            if (left.size() > 1) left.pop_front();
            return out;
        });
        options.clock = clock;
        options.random = [] { return 0.5; };
        options.budget = std::make_shared<retry_budget>(0, 1'000);
    }
    template <class E>
    result_of<E> call(call_options const& how = {}) {
        return invoke<E>(client<api>(secret("t0ken"), options, carrier), {}, how);
    }
    std::size_t sent() const { return carrier->requests().size(); }

    std::deque<exchange> left;
    std::shared_ptr<scripted_transport> carrier;
    std::shared_ptr<leaping_clock> clock = std::make_shared<leaping_clock>();
    client_options options;
};

} // namespace attempts_tests
using namespace attempts_tests;

TEST_CASE("what was not sent is sent again after a short wait") {
    set_up it({refused, failing(phase::resolve, transport_error::resolve), good()});
    auto const result = it.call<erase>();
    REQUIRE(result);
    CHECK(result.info().attempts == 3);
    CHECK(result.info().elapsed == 150ms);
    CHECK(result.outcome() == outcome::executed);
    CHECK(it.sent() == 3);
    CHECK(it.clock->waits() == std::vector{50ms, 100ms});
    CHECK(result.info().retry_end == retry_end::none);
}

TEST_CASE("all attempts fail: the last failure, and that there was no further attempt") {
    set_up it({refused});
    auto const result = it.call<erase>();
    REQUIRE(!result);
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(result.info().attempts == 3);
    CHECK(result.info().retry_end == retry_end::attempts);
    CHECK(result.error().message == "failed (all attempts were made)");
    CHECK(it.call<look>().info().attempts == 5); // as declared
}

TEST_CASE("what may have been executed is never sent again where the effect is once") {
    for (auto const& came : {lost, status(500), status(502), status(504), status(408), status(503), status(101),
                             failing(phase::write, transport_error::timeout)}) {
        set_up it({came, good()});
        auto const result = it.call<erase>();
        REQUIRE(!result);
        CHECK(result.outcome() == outcome::unknown);
        CHECK(it.sent() == 1);
        CHECK(result.info().retry_end == retry_end::none);
    }
}

TEST_CASE("it is where the effect is idempotent or safe, unless the policy says no") {
    for (auto const& came : {lost, status(500), status(502), status(504), status(408), status(503), status(101)}) {
        set_up it({came, good()});
        CHECK(it.call<set>().info().attempts == 2);
        it.left = {came, good()};
        CHECK(it.call<look>().info().attempts == 2);
        it.left = {came, good()};
        auto const kept = it.call<set>({.retry = retry_policy{.after_unknown = false}});
        CHECK(kept.info().attempts == 1);
        CHECK(kept.outcome() == outcome::unknown);
    }
}

TEST_CASE("a refusal after an attempt that may have run leaves it unknown; a success does not") {
    for (auto const& second : {status(404), refused, status(429)}) {
        set_up it({lost, second});
        auto const result = it.call<set>({.retry = retry_policy{.attempts = 2}});
        REQUIRE(!result);
        CHECK(result.info().attempts == 2);
        CHECK(result.outcome() == outcome::unknown);
        CHECK(result.error().message.starts_with("an earlier attempt may have been executed; the last one: "));
    }
    set_up it({lost, good()});
    CHECK(it.call<set>().outcome() == outcome::executed);
}

TEST_CASE("what the vendor refuses for now is sent again when it is welcome") {
    for (auto const& second : {refused, failing(phase::tls, transport_error::certificate)}) {
        set_up it({status(429), second}); // the vendor has seen it, whatever became of the next attempt
        auto const result = it.call<erase>({.retry = retry_policy{.attempts = 2}});
        REQUIRE(!result);
        CHECK(result.info().attempts == 2);
        CHECK(result.outcome() == outcome::rejected);
        CHECK(result.error().message.starts_with("an earlier attempt was rejected; the last one: failed"));
    }
    for (int code : {421, 425, 429}) {
        set_up it({status(code, {{"Retry-After", "7"}}), status(code), good()});
        auto const result = it.call<erase>();
        REQUIRE(result);
        CHECK(it.clock->waits() == std::vector<std::chrono::milliseconds>{7s, 1s}); // then half of 2 s
    }
    set_up busy({status(503, {{"Retry-After", "7"}}), good()});
    CHECK(busy.call<erase>()); // declared: refused before anything was done
    for (int code : {400, 401, 403, 404, 409, 413, 422, 301, 303, 307, 501}) {
        set_up it({status(code, {{"Retry-After", "7"}}), good()});
        CHECK(it.call<look>().info().attempts == 1);
    }
}

TEST_CASE("a wait that the vendor's error asks for is waited as one of Retry-After") {
    for (int busy : {429, 503}) { // nothing was done in either case
        set_up it({answer(busy, R"({"retry_after":6.5})"), good()});
        auto const result = it.call<telling>();
        REQUIRE(result);
        CHECK(it.sent() == 2);
        CHECK(it.clock->waits() == std::vector<std::chrono::milliseconds>{7s});
    }
    set_up longer({answer(429, R"({"retry_after":3})", {{"Retry-After", "2"}}),
                   answer(429, R"({"retry_after":3})", {{"Retry-After", "4"}}), good()});
    REQUIRE(longer.call<telling>());
    CHECK(longer.clock->waits() == std::vector<std::chrono::milliseconds>{3s, 4s});
    // Without one it is as it was.
    set_up none({answer(503, R"({"retry_after":null})"), good()});
    auto const untold = none.call<telling>();
    REQUIRE(!untold);
    CHECK(untold.outcome() == outcome::unknown);
    CHECK(none.sent() == 1);
    set_up late({answer(429, R"({"retry_after":86400})"), good()});
    auto const ended = late.call<telling>({.deadline = 10s});
    REQUIRE(!ended);
    CHECK(ended.info().retry_end == retry_end::deadline);
    CHECK(ended.info().retry_after == 24h);
    CHECK(ended.outcome() == outcome::rejected);
    CHECK(ended.error().message.starts_with("HTTP 429, retry after 86400 s"));
    CHECK(late.clock->waits().empty());
}

TEST_CASE("what was executed is never sent again, even where its answer is lost") {
    exchange const cut = transport_failure{phase::body, transport_error::closed, "cut", answer(200, "{")};
    for (auto const& came : {cut, exchange(answer(200, "no JSON")), exchange(answer(204, ""))}) {
        set_up it({came, good()});
        auto const result = it.call<set>();
        CHECK(!result);
        CHECK(result.outcome() == outcome::executed);
        CHECK(it.sent() == 1);
    }
}

TEST_CASE("what would be the same again is not sent again") {
    for (auto why : {transport_error::certificate, transport_error::invalid_request}) {
        set_up it({failing(phase::tls, why), good()});
        CHECK(it.call<look>().info().attempts == 1);
    }
    set_up it({failing(phase::body, transport_error::too_large), good()});
    CHECK(it.call<look>().info().attempts == 1);
}

TEST_CASE("a wait that would go beyond the deadline is not made") {
    set_up it({status(429, {{"Retry-After", "3600"}}), good()});
    auto const result = it.call<erase>();
    REQUIRE(!result);
    CHECK(result.info().retry_after == 3600s);
    CHECK(result.info().retry_end == retry_end::deadline);
    CHECK(result.info().attempts == 1);
    CHECK(it.clock->waits().empty());
    CHECK(result.error().message.ends_with("(the wait before another attempt would have gone beyond the deadline)"));
    // 150 ms of waits do not fit into 150 ms
    it.left = {refused};
    CHECK(it.call<erase>({.deadline = 150ms}).info().attempts == 2);
    it.left = {refused};
    CHECK(it.call<erase>({.deadline = 151ms}).info().attempts == 3);
}

TEST_CASE("a transport gets what is left of the deadline in the machine's time") {
    set_up it({refused, good()});
    it.options.random = [] { return 0.999'999; };
    auto const before = std::chrono::steady_clock::now();
    CHECK(it.call<erase>({.deadline = 60s, .retry = retry_policy{.network = {40s, 40s}}}));
    auto const left = it.carrier->options().deadline - before;
    CHECK(left >= 19s);
    CHECK(left < 30s);
}

TEST_CASE("the budget of further attempts is shared and ends them") {
    set_up it({refused});
    it.options.budget = std::make_shared<retry_budget>(0, 3);
    CHECK(it.call<erase>().info().attempts == 3);
    auto const second = it.call<erase>();
    CHECK(second.info().attempts == 2);
    CHECK(second.info().retry_end == retry_end::budget);
    CHECK(second.error().message == "failed (the retry budget is spent)");
    CHECK(it.call<erase>().info().attempts == 1);
}

TEST_CASE("clients of one host and credential share a budget without being told") {
    set_up it({refused});
    it.options.budget = nullptr;
    unsigned further = 0;
    for (int i = 0; i != 20; ++i) further += it.call<erase>().info().attempts - 1;
    CHECK(further == 11); // the reserve of 10, and a tenth of 20 calls, of which the last whole one
}

TEST_CASE("options go before what is declared, those of the call before those of the client") {
    set_up it({refused});
    it.options.retry = no_retry;
    CHECK(it.call<look>().info().attempts == 1);
    CHECK(it.call<look>().error().message == "failed"); // nothing is said of attempts that nobody wanted
    CHECK(it.call<look>({.retry = retry_policy{.attempts = 4}}).info().attempts == 4);
}

TEST_CASE("a policy that is none, or that an effect forbids, sends nothing") {
    set_up it({good()});
    auto const none = it.call<look>({.retry = retry_policy{.attempts = 0}});
    REQUIRE(!none);
    CHECK(none.error().kind == failure_kind::invalid_request);
    auto const twice = it.call<erase>({.retry = retry_policy{.after_unknown = true}});
    REQUIRE(!twice);
    CHECK(twice.outcome() == outcome::not_sent);
    CHECK(twice.error().message.find("would send again what may have been executed") != std::string::npos);
    CHECK(it.sent() == 0);
    CHECK(it.call<set>({.retry = retry_policy{.after_unknown = true}}));
}

namespace {

class careless_transport final : public transport {
public:
    exchange send(http_request const&, send_options const&) override {
        ++sent;
        return good();
    }
    int sent = 0;
};

} // namespace

TEST_CASE("a transport that does not promise at most once carries nothing that may happen only once") {
    auto const carrier = std::make_shared<careless_transport>();
    client<api> const it(secret("t0ken"), {}, carrier);
    auto const result = invoke<erase>(it);
    REQUIRE(!result);
    CHECK(result.error().kind == failure_kind::invalid_request);
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(result.error().message.starts_with("the transport does not promise to send a request at most once"));
    CHECK(carrier->sent == 0);
    CHECK(invoke<set>(it));
    CHECK(invoke<look>(it));
    CHECK(carrier->sent == 2);
}

TEST_CASE("a transport that throws may have sent it") {
    for (bool is_standard : {true, false}) {
        set_up it({good()});
        it.carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
            if (is_standard) throw std::runtime_error("no more t0ken");
            throw 1;
        });
        auto const result = it.call<erase>();
        REQUIRE(!result);
        CHECK(result.outcome() == outcome::unknown);
        CHECK(result.error().kind == failure_kind::transport);
        CHECK(result.info().attempts == 1);
        CHECK(result.error().message == std::string("the transport threw, which it may not: ") +
                                            (is_standard ? "no more [secret]" : "what is no std::exception"));
    }
}

TEST_CASE("a source of chance that throws loses nothing") {
    set_up it({lost, good()});
    it.options.random = []() -> double { throw std::runtime_error("no chance"); };
    CHECK(it.call<set>().info().attempts == 2);
}

TEST_CASE("what came of an answer that is not whole is shown without secrets") {
    set_up it({transport_failure{phase::body, transport_error::closed, "cut behind t0ken",
                                 answer(500, "the key t0k", {{"X-Key", "t0ken"}, {"X-t0ken", "1"}})}});
    auto const result = it.call<erase>();
    REQUIRE(!result);
    CHECK(result.error().message == "HTTP 500, but its content did not arrive whole: cut behind [secret]");
    CHECK(result.info().fields == http_fields{{"X-Key", "[secret]"}, {"X-[secret]", "1"}});
}
