// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// A call's turn: asked for, given back, and kept where the vendor may still be at work.

#include <apibind/invoke.hpp>

#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;
using support::leaping_clock;
using support::scripted_transport;

namespace attempts_gate_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())
struct api {
    static constexpr auto base = apibind::base("https://turns.example");
    static constexpr auto auth = bearer;
    static constexpr auto limit = in_flight(1);
    static constexpr auto time_limit = 60s;
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
struct unlimited {
    static constexpr auto base = apibind::base("https://free.example");
};
struct free_erase : unlimited {
    static constexpr auto route = delete_("/x");
    using request = nothing;
    using response = done;
};
static_assert(valid<erase>);
static_assert(valid<set>);
static_assert(valid<free_erase>);

exchange good() {
    return support::answer(200, R"({"rows":1})");
}
exchange const lost = transport_failure{phase::await, transport_error::closed, "lost", {}};

/// Writes down what it is asked: a gate of one's own, in few lines.
class telling_gate final : public gate {
public:
    std::optional<std::size_t> enter(gate_wait const&) override {
        said.push_back("enter");
        if (!has_room) return std::nullopt;
        return 7;
    }
    void leave(std::size_t place, call_clock::time_point free_from) noexcept override {
        said.push_back("leave " + std::to_string(place));
        kept_until = free_from;
    }
    std::vector<std::string> said;
    call_clock::time_point kept_until{};
    bool has_room = true;
};

} // namespace attempts_gate_tests
using namespace attempts_gate_tests;

TEST_CASE("after an unknown outcome the turn stays taken for the vendor's time limit") {
    auto const clock = std::make_shared<leaping_clock>();
    exchange next = lost;
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) { return next; });
    client<api> const it(secret("held"), {.clock = clock}, carrier);
    CHECK(invoke<erase>(it).outcome() == outcome::unknown);
    next = good();
    auto const refused = invoke<erase>(it, {}, {.deadline = 59s});
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::gate);
    CHECK(refused.outcome() == outcome::not_sent);
    CHECK(refused.info().elapsed == 59s);
    CHECK(refused.error().message.find("may still be at work") != std::string::npos);
    auto const later = invoke<erase>(it);
    CHECK(later);
    CHECK(later.info().elapsed == 1s); // until the 60 s were over
    CHECK(invoke<erase>(it).info().elapsed == 0s);
}

TEST_CASE("after every known outcome the turn is free at once") {
    auto const clock = std::make_shared<leaping_clock>();
    exchange next = good();
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) { return next; });
    client<api> const it(secret("free"), {.retry = no_retry, .clock = clock}, carrier);
    for (exchange const& one :
         {good(), exchange(support::answer(403, "")), exchange(support::answer(429, "")),
          exchange(transport_failure{phase::connect, transport_error::connect, "refused", {}}),
          exchange(transport_failure{phase::body, transport_error::closed, "cut", support::answer(200, "")})}) {
        next = one;
        (void)invoke<erase>(it);
        next = good();
        CHECK(invoke<erase>(it, {}, {.deadline = 1ms}));
    }
}

TEST_CASE("a further attempt waits for its turn like any call") {
    auto const clock = std::make_shared<leaping_clock>();
    int sent = 0;
    auto const carrier =
        std::make_shared<scripted_transport>([&](auto const&, auto const&) { return ++sent == 1 ? lost : good(); });
    client<api> const it(secret("again"), {.clock = clock, .random = [] { return 0.5; }}, carrier);
    auto const result = invoke<set>(it);
    CHECK(result);
    CHECK(result.info().attempts == 2);
    CHECK(result.info().elapsed == 60s); // the first one may have been at work for so long
    sent = 0;
    auto const in_vain = invoke<set>(it, {}, {.deadline = 10s});
    REQUIRE(!in_vain);
    CHECK(in_vain.outcome() == outcome::unknown); // what is known of the first attempt is not lost
    CHECK(in_vain.info().attempts == 1);
    CHECK(in_vain.info().retry_end == retry_end::deadline);
    CHECK(in_vain.info().elapsed == 10s);
}

TEST_CASE("a gate of one's own") {
    auto const own = std::make_shared<telling_gate>();
    auto const clock = std::make_shared<leaping_clock>();
    exchange next = good();
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) { return next; });
    std::string service;
    int calls = 0;
    std::string name;
    client_options options{.gate =
                               [&](gate_scope const& scope) {
                                   service = scope.service();
                                   calls = scope.calls();
                                   name = scope.hash("key");
                                   return own;
                               },
                           .clock = clock};
    client<api> const it(secret("own"), options, carrier);
    CHECK(service == "attempts_gate_tests::api|https://turns.example");
    CHECK(calls == 1);
    CHECK(name.size() == 32);
    CHECK(name.find("own") == std::string::npos);
    CHECK(invoke<erase>(it));
    CHECK(own->said == std::vector<std::string>{"enter", "leave 7"});
    CHECK(own->kept_until <= clock->now());
    next = lost;
    CHECK(!invoke<erase>(it));
    CHECK(own->kept_until == clock->now() + 60s);
    own->has_room = false;
    CHECK(invoke<erase>(it).error().kind == failure_kind::gate);
    CHECK(carrier->requests().size() == 2);
    // A service without a limit can be given one.
    own->has_room = true;
    client<unlimited> const other(options, carrier);
    CHECK(calls == 0);
    next = good();
    CHECK(invoke<free_erase>(other));
    CHECK(own->said.back() == "leave 7");
}

TEST_CASE("a gate that cannot count lets nothing through and says why") {
    class broken_gate final : public gate {
        std::optional<std::size_t> enter(gate_wait const&) override { return std::nullopt; }
        void leave(std::size_t, call_clock::time_point) noexcept override {}
        std::string fault() const override { return "its database is not there"; }
    };
    auto const carrier = std::make_shared<scripted_transport>(good());
    client<api> const it(secret("broken"), {.gate = [](gate_scope const&) { return std::make_shared<broken_gate>(); }},
                         carrier);
    auto const result = invoke<erase>(it);
    REQUIRE(!result);
    CHECK(result.error().kind == failure_kind::gate);
    CHECK(result.error().message == "its database is not there");
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(carrier->requests().empty());
}

TEST_CASE("a gate that is none lets everything through") {
    client<api> const it(secret("none"), {.gate = [](gate_scope const&) { return std::shared_ptr<gate>(); }},
                         std::make_shared<scripted_transport>(lost));
    for (int i = 0; i != 3; ++i) CHECK(invoke<erase>(it).error().kind == failure_kind::transport);
}

namespace {

/// Lets the first call through and then says no in one way or another.
class moody_gate final : public gate {
public:
    explicit moody_gate(bool throws) : throws_(throws) {}
    std::optional<std::size_t> enter(gate_wait const&) override {
        if (++asked_ == 1) return 0;
        if (throws_) throw std::runtime_error("no memory for m00dy\nat all");
        return std::nullopt;
    }
    void leave(std::size_t, call_clock::time_point) noexcept override {}
    std::string fault() const override { return "no lease for m00dy\nat all"; }

private:
    int asked_ = 0;
    bool throws_;
};

} // namespace

TEST_CASE("a gate that fails a further attempt leaves the result of the one before, and says that it was the gate") {
    for (bool throws : {true, false}) {
        client<api> const it(secret("m00dy"),
                             {.gate = [&](gate_scope const&) { return std::make_shared<moody_gate>(throws); },
                              .clock = std::make_shared<leaping_clock>()},
                             std::make_shared<scripted_transport>(lost));
        auto const first = invoke<set>(it);
        REQUIRE(!first);
        CHECK(first.outcome() == outcome::unknown);
        CHECK(first.info().retry_end == retry_end::gate);
        CHECK(first.error().message == "lost (its gate let no further attempt through)");
        auto const second = invoke<set>(it);
        REQUIRE(!second);
        CHECK(second.error().kind == failure_kind::gate);
        CHECK(second.outcome() == outcome::not_sent);
        // One line without secrets, whatever a gate says.
        CHECK(second.error().message.find("m00dy") == std::string::npos);
        CHECK(second.error().message.find('\n') == std::string::npos);
        CHECK(second.error().message.starts_with(throws ? "the gate threw: no memory for [secret]" : "no lease for "));
    }
}

TEST_CASE("a call's turn is given back before an observer hears of its answer") {
    struct calling_observer final : observer {
        void answered(call_label const&, attempt_result const&) override {
            if (is_inside) return;
            is_inside = true;
            inner = invoke<erase>(*of, {}, {.deadline = 10ms}).outcome();
        }
        client<api> const* of = nullptr;
        bool is_inside = false;
        std::optional<outcome> inner;
    };
    auto const watching = std::make_shared<calling_observer>();
    client<api> const it(secret("inside"), {.observer = watching, .clock = std::make_shared<leaping_clock>()},
                         std::make_shared<scripted_transport>(good()));
    watching->of = &it;
    CHECK(invoke<erase>(it));
    CHECK(watching->inner == outcome::executed);
}

TEST_CASE("a client may be replaced while it calls") {
    struct replacing_observer final : observer {
        void answered(call_label const&, attempt_result const&) override { held->reset(); }
        std::optional<client<api>>* held = nullptr;
    };
    auto const watching = std::make_shared<replacing_observer>();
    auto const own = std::make_shared<telling_gate>();
    std::optional<client<api>> held;
    int sent = 0;
    held.emplace(
        secret("replaced"),
        client_options{.gate = [&](gate_scope const&) { return own; },
                       .observer = watching,
                       .clock = std::make_shared<leaping_clock>()},
        std::make_shared<scripted_transport>([&](auto const&, auto const&) { return ++sent == 1 ? lost : good(); }));
    watching->held = &held;
    CHECK(invoke<set>(*held).info().attempts == 2);
    CHECK(own->said.size() == 4);
}
