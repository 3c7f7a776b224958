// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/invoke.hpp>

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;

namespace invoke_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct api {
    static constexpr auto base = apibind::base("https://invoke.example");
    static constexpr auto auth = bearer;
};
struct erase : api {
    static constexpr auto route = delete_("/x/{id}");
    static constexpr auto time_limit = 60s;
    struct request {
        required<std::string> id;
        derived<std::string> note{};
    };
    static void derive(request& r) { r.note = "for " + r.id.value(); }
    using response = done;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), (id, note))
static_assert(valid<erase>);
struct one_at_a_time {
    static constexpr auto base = apibind::base("https://one.example");
    static constexpr auto auth = bearer;
    static constexpr auto limit = in_flight(1);
};
struct touch : one_at_a_time {
    static constexpr auto route = get("/");
    struct request {};
    using response = done;
};
BOOST_DESCRIBE_STRUCT(touch::request, (), ())
static_assert(valid<touch>);

/// What no memory is enough for.
struct huge {};
struct thrown {};
} // namespace invoke_tests
template <>
struct apibind::codec<invoke_tests::huge> {
    static void write(invoke_tests::huge const&, std::string& json) { json += "0"; }
    static bool read(std::string_view, invoke_tests::huge&, std::string&) { throw std::bad_alloc(); }
};
template <>
struct apibind::codec<invoke_tests::thrown> {
    static void write(invoke_tests::thrown const&, std::string& json) { json += "0"; }
    static bool read(std::string_view, invoke_tests::thrown&, std::string&) { throw std::runtime_error("no t0ken"); }
};
namespace invoke_tests {
struct erase_throwing : api {
    static constexpr auto route = delete_("/thrown");
    struct request {};
    using response = thrown;
};
BOOST_DESCRIBE_STRUCT(erase_throwing::request, (), ())
/// Its descriptor throws where it judges.
struct erase_unjudged : api {
    static constexpr auto route = delete_("/unjudged");
    struct request {};
    using response = done;
    using error = done;
    static bool accepted(done const&) { throw 1; }
    static std::optional<int> status_of(done const&) { throw std::runtime_error("no t0ken"); }
};
BOOST_DESCRIBE_STRUCT(erase_unjudged::request, (), ())
static_assert(valid<erase_throwing> && valid<erase_unjudged>);
struct erase_hugely : api {
    static constexpr auto route = delete_("/huge");
    struct request {};
    using response = huge;
};
BOOST_DESCRIBE_STRUCT(erase_hugely::request, (), ())
static_assert(valid<erase_hugely>);

using support::scripted_transport;

std::shared_ptr<scripted_transport> answering(exchange answer) {
    return std::make_shared<scripted_transport>(std::move(answer));
}
client<api> client_of(std::shared_ptr<transport> carrier, client_options options = {}) {
    return client<api>(secret("t0ken"), std::move(options), std::move(carrier));
}

} // namespace invoke_tests
using namespace invoke_tests;

TEST_CASE("a call sends its request once and reads the answer") {
    auto const carrier = answering(support::answer(200, R"({"rows":3})"));
    auto const it = invoke<erase>(client_of(carrier), {.id = "a/b"});
    REQUIRE(it);
    CHECK(it->rows == 3);
    CHECK(it.outcome() == outcome::executed);
    CHECK(it.info().attempts == 1);
    CHECK(it.info().elapsed > 0ns);
    auto const sent = carrier->requests();
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].target == "/x/a%2Fb");
    CHECK(sent[0].body == R"({"note":"for a/b"})");
    CHECK(sent[0].fields.find("Authorization") == "Bearer t0ken");
    CHECK(sent[0].secrets);
}

TEST_CASE("want of memory for the answer does not lose what is known of the effect") {
    auto const it = invoke<erase_hugely>(client_of(answering(support::answer(200, "0"))));
    REQUIRE(!it);
    CHECK(it.outcome() == outcome::executed);
    CHECK(it.error().kind == failure_kind::undecodable);
    CHECK(it.error().message == "HTTP 200, but there is not enough memory to read its content");
    CHECK(it.info().attempts == 1);
}

TEST_CASE("code of the program that throws while it reads an answer does not lose what is known of the effect") {
    auto const it = invoke<erase_throwing>(client_of(answering(support::answer(200, "0"))));
    REQUIRE(!it);
    CHECK(it.outcome() == outcome::executed);
    CHECK(it.error().kind == failure_kind::undecodable);
    CHECK(it.error().message == "HTTP 200, but the program's code that reads it threw: no [secret]");
    // Where the descriptor has the last word about the effect, nobody has said it.
    for (int status : {200, 403}) {
        auto const unjudged = invoke<erase_unjudged>(client_of(answering(support::answer(status, R"({"rows":3})"))));
        REQUIRE(!unjudged);
        CHECK(unjudged.outcome() == outcome::unknown);
        CHECK(unjudged.info().attempts == 1);
        CHECK(unjudged.info().status == status);
        CHECK(unjudged.error().kind == (status == 200 ? failure_kind::undecodable : failure_kind::status));
    }
}

TEST_CASE("what has no request is not sent") {
    auto const carrier = answering(support::answer(200, "{}"));
    auto const it = invoke<erase>(client_of(carrier), {.id = ".."});
    REQUIRE(!it);
    CHECK(it.error().kind == failure_kind::invalid_request);
    CHECK(it.outcome() == outcome::not_sent);
    CHECK(it.info().phase == phase::build);
    CHECK(it.info().attempts == 0);
    CHECK(it.info().elapsed > 0ns);
    CHECK(carrier->requests().empty());
    CHECK(invoke<erase>(client_of(nullptr), {.id = "1"}).error().message == "the client was given no transport");
}

TEST_CASE("without an answer the outcome is that of the phase that was reached") {
    for (auto where : {phase::resolve, phase::connect, phase::tls, phase::write, phase::await, phase::head}) {
        CAPTURE(to_string(where));
        auto const it =
            invoke<erase>(client_of(answering(transport_failure{where, transport_error::closed, "no: t0ken"})),
                          {.id = "1"}, {.retry = no_retry});
        REQUIRE(!it);
        CHECK(it.error().kind == failure_kind::transport);
        CHECK(it.error().transport == transport_error::closed);
        CHECK(it.info().phase == where);
        CHECK(it.info().attempts == 1);
        CHECK(it.info().status == 0);
        CHECK(it.outcome() == (where < phase::write ? outcome::not_sent : outcome::unknown));
        CHECK(it.error().message == "no: [secret]");
    }
}

TEST_CASE("of an answer whose content did not arrive whole the head is used") {
    auto const cut = [](int status, std::string body) {
        return invoke<erase>(
            client_of(answering(transport_failure{phase::body, transport_error::closed, "cut",
                                                  support::answer(status, std::move(body), {{"Retry-After", "5"}})})),
            {.id = "1"});
    };
    auto const it = cut(200, R"({"rows)");
    REQUIRE(!it);
    CHECK(it.error().kind == failure_kind::transport);
    CHECK(it.outcome() == outcome::executed); // its result is lost
    CHECK(it.info().status == 200);
    CHECK(it.info().phase == phase::body);
    CHECK(it.info().retry_after == 5s);
    CHECK(it.error().excerpt == R"({"rows)");
    CHECK(it.error().message == "HTTP 200, but its content did not arrive whole: cut");
    CHECK(cut(403, "").outcome() == outcome::rejected);
    CHECK(cut(500, "").outcome() == outcome::unknown);
    CHECK(cut(200, "the key t0k").error().excerpt == "the key [secret]"); // a secret that the end cuts
}

TEST_CASE("the options of the call win over the client's, and those over the endpoint's") {
    auto const carrier = answering(support::answer(200, R"({"rows":3})"));
    client_options options{
        .connect_to = {{"127.0.0.1", 7}}, .timeouts = {.tls = 2s, .await = 3s}, .deadline = 50s, .limits = {100, 1000}};
    auto const it = client_of(carrier, options);
    auto const before = std::chrono::steady_clock::now();
    REQUIRE(invoke<erase>(it, {.id = "1"}));
    auto given = carrier->options();
    CHECK(given.timeouts.connect == 5s);
    CHECK(given.timeouts.tls == 2s);
    CHECK(given.timeouts.write == 10s);
    CHECK(given.timeouts.await == 3s);
    CHECK(given.limits.head == 100);
    CHECK(given.limits.body == 1000);
    CHECK(given.connection->connect_to == connection_options::address{"127.0.0.1", 7});
    CHECK(given.deadline >= before + 50s);
    CHECK(given.deadline <= std::chrono::steady_clock::now() + 50s);

    REQUIRE(invoke<erase>(it, {.id = "1"}, {.deadline = 20s, .timeouts = {.connect = 1s, .await = 4s}}));
    given = carrier->options();
    CHECK(given.timeouts.connect == 1s);
    CHECK(given.timeouts.tls == 2s);
    CHECK(given.timeouts.await == 4s);
    CHECK(given.deadline <= std::chrono::steady_clock::now() + 20s);

    auto const usual = client_of(carrier);
    REQUIRE(invoke<erase>(usual, {.id = "1"}));
    CHECK(carrier->options().timeouts.await == 75s); // the vendor's own limit and a little more
    CHECK(!carrier->options().connection->connect_to);
}

TEST_CASE("a deadline that no clock can hold is a long one") {
    auto const carrier = answering(support::answer(200, R"({"rows":3})"));
    auto const now = std::chrono::steady_clock::now();
    REQUIRE(invoke<erase>(client_of(carrier), {.id = "1"}, {.deadline = std::chrono::milliseconds::max()}));
    CHECK(carrier->options().deadline > now + 1h);
    CHECK(carrier->requests().size() == 1);
}

TEST_CASE("a deadline that has passed sends nothing, over any transport") {
    auto const carrier = answering(support::answer(200, R"({"rows":3})"));
    for (auto deadline : {0ms, -1ms, std::chrono::milliseconds::min()}) {
        auto const it = invoke<erase>(client_of(carrier), {.id = "1"}, {.deadline = deadline});
        REQUIRE(!it);
        CHECK(it.outcome() == outcome::not_sent);
        CHECK(it.error().transport == transport_error::timeout);
        CHECK(it.error().message == "the deadline had passed before it was sent");
        CHECK(it.info().attempts == 0);
    }
    CHECK(carrier->requests().empty());
}

TEST_CASE("strict is asked for by the client or the call") {
    auto const carrier = answering(support::answer(200, R"({"rows":3,"new":1})"));
    CHECK(invoke<erase>(client_of(carrier), {.id = "1"}).info().notes.size() == 1);
    CHECK(!invoke<erase>(client_of(carrier), {.id = "1"}, {.strict = true}));
    CHECK(!invoke<erase>(client_of(carrier, {.strict = true}), {.id = "1"}));
    CHECK(invoke<erase>(client_of(carrier, {.strict = true}), {.id = "1"}, {.strict = false}));
    CHECK(!invoke<erase>(client_of(carrier, {.limits = {.body = 5}}), {.id = "1"}));
}

TEST_CASE("a call whose turn does not come is not sent") {
    std::shared_ptr<scripted_transport> carrier;
    std::optional<result<done, no_error_body>> inner;
    std::optional<client<one_at_a_time>> it;
    carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        // While this call has its turn, another one waits in vain.
        if (!inner) inner.emplace(invoke<touch>(*it, {}, {.deadline = 5ms}));
        return support::answer(200, R"({"rows":1})");
    });
    it.emplace(secret("gate"), client_options{}, carrier);
    auto const outer = invoke<touch>(*it, {});
    CHECK(outer);
    REQUIRE(inner);
    REQUIRE(!*inner);
    CHECK(inner->error().kind == failure_kind::gate);
    CHECK(inner->outcome() == outcome::not_sent);
    CHECK(inner->info().phase == phase::gate);
    CHECK(inner->info().attempts == 0);
    CHECK(inner->info().elapsed >= 5ms);
    CHECK(to_string(inner->error())
              .starts_with("invoke_tests::touch: not sent: its turn did not come before the deadline"));
    CHECK(carrier->requests().size() == 1);
    CHECK(invoke<touch>(*it, {}, {.deadline = 20s})); // the turn is free again
}

TEST_CASE("a turn ends with a failed call too") {
    client<one_at_a_time> const it(secret("failing"), {.retry = no_retry},
                                   answering(transport_failure{phase::tls, transport_error::timeout, "late"}));
    for (int i = 0; i != 3; ++i) CHECK(invoke<touch>(it, {}).error().kind == failure_kind::transport);
}

TEST_CASE("one client is used from many threads, and the limit is kept") {
    std::atomic<int> inside = 0, most = 0;
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        int const now = ++inside;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        --inside;
        return support::answer(200, R"({"rows":1})");
    });
    client<one_at_a_time> const limited(secret("threads"), {}, carrier);
    auto const free = client_of(answering(support::answer(403, "t0ken")));
    std::atomic<int> good = 0, rejected = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t != 8; ++t)
        threads.emplace_back([&, copy = limited] {
            for (int i = 0; i != 25; ++i) {
                good += invoke<touch>(copy, {}) ? 1 : 0;
                auto const other = invoke<erase>(free, {.id = std::to_string(i)});
                rejected += other.outcome() == outcome::rejected && other.error().excerpt == "[secret]" ? 1 : 0;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(good == 200);
    CHECK(rejected == 200);
    CHECK(most == 1);
    CHECK(carrier->requests().size() == 200);
}
