// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/renewed_token.hpp>
#include <apibind/stream_of.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/manual_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;
using namespace everything_api::conversations;
using namespace std::chrono_literals;
using support::answer;
using support::scripted_transport;

namespace {

/// Gives "token-1-long", "token-2-long" and so on, as long as it is told nothing else.
struct counter {
    std::atomic<int> asked{0};
    token_answer operator()(std::optional<std::chrono::seconds> lifetime = 600s) {
        return issued_token{secret("token-" + std::to_string(++asked) + "-long"), lifetime};
    }
};

std::string bearer_of(http_request const& request) {
    return std::string(request.fields.find("Authorization").value_or("none"));
}

/// As the library's own transports, opens and reads what it sends.
struct reading_transport : scripted_transport {
    explicit reading_transport(http_response with)
        : scripted_transport([with = std::move(with)](http_request const& request, auto const&) -> exchange {
              std::string why;
              auto const content = request.source->open(why);
              if (!content) return transport_failure{phase::build, transport_error::invalid_request, why, {}};
              char some[8];
              CHECK(content->read(some, why));
              return with;
          }) {}
    transport_promises promises() const noexcept override { return {.at_most_once = true, .sends_sources = true}; }
};

std::shared_ptr<scripted_transport> always(int status, std::string body) {
    return std::make_shared<scripted_transport>(answer(status, std::move(body)));
}

} // namespace

namespace uploading {

struct upload : renewing_service {
    static constexpr auto route = apibind::post("/upload");
    struct request {
        required<file> data;
    };
    static constexpr auto body = content_of<&request::data>("application/octet-stream");
    using response = void;
};
BOOST_DESCRIBE_STRUCT(upload::request, (), (data))
static_assert(valid<upload>);

} // namespace uploading

TEST_CASE("a stream that cannot be rewound is not sent again with the new token") {
    counter source;
    renewed_token const token([&](renewal const&) { return source(); }, {.pause = 0ms});
    auto const vendor = std::make_shared<reading_transport>(answer(401, "expired"));
    client<renewing_service> const client(token, {}, vendor);
    auto const some = [](std::span<char> into) { return std::optional(into.size()); };
    auto const lost = invoke<uploading::upload>(client, {.data = file::from(stream_of(some))});
    REQUIRE_FALSE(lost);
    CHECK(lost.outcome() == outcome::rejected);
    CHECK(lost.info().status == 401);
    CHECK(lost.info().retry_end == retry_end::content);
    CHECK(vendor->requests().size() == 1);
    CHECK(source.asked == 1);
    auto const again =
        invoke<uploading::upload>(client, {.data = file::from(stream_of(some, {.rewind = [] { return true; }}))});
    CHECK(again.info().attempts == 2);
    CHECK(vendor->requests().size() == 3);
}

TEST_CASE("the token that a call was sent with is masked, however often it was renewed since") {
    counter source;
    renewed_token const token([&](renewal const&) { return source(0s); }, {.pause = 0ms});
    client<renewing_service> const other(token, {}, always(200, R"({"name":"x"})"));
    auto const vendor = std::make_shared<scripted_transport>([&](http_request const& request, auto const&) -> exchange {
        for (int i = 0; i != 8; ++i) CHECK(invoke<read_thing>(other, {.id = "1"}));
        return answer(400, "you sent " + bearer_of(request) + " and not token-9-long");
    });
    client<renewing_service> const client(token, {}, vendor);
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(bearer_of(vendor->requests()[0]) == "Bearer token-1-long");
    CHECK(result.error().message == "HTTP 400: you sent Bearer [secret] and not [secret]");
}

TEST_CASE("a token is got with the first call and used until shortly before its end") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(); }, {.early = 60s, .clock = clock});
    auto const vendor = always(200, R"({"name":"x"})");
    client<renewing_service> const client(token, {.clock = clock}, vendor);
    CHECK(source.asked == 0);
    CHECK(invoke<read_thing>(client, {.id = "1"}));
    clock->advance(539s);
    CHECK(invoke<read_thing>(client, {.id = "2"}));
    CHECK(source.asked == 1);
    clock->advance(2s); // 59 s before its end
    CHECK(invoke<read_thing>(client, {.id = "3"}));
    CHECK(source.asked == 2);
    auto const sent = vendor->requests();
    REQUIRE(sent.size() == 3);
    CHECK(bearer_of(sent[0]) == "Bearer token-1-long");
    CHECK(bearer_of(sent[1]) == "Bearer token-1-long");
    CHECK(bearer_of(sent[2]) == "Bearer token-2-long");
    CHECK(sent[0].target == "/v1/things/1");
}

TEST_CASE("a login yields the token of the calls that follow") {
    auto const clock = std::make_shared<support::manual_clock>();
    auto const vendor = std::make_shared<scripted_transport>([&](http_request const& request, auto const&) -> exchange {
        if (request.target != "/v1/sessions") return answer(200, R"({"name":"ann"})");
        return answer(201, R"({"session":"session-of-ann","seconds":900})");
    });
    client<door_service> const door({.clock = clock}, vendor);
    renewed_token const session(
        [&](renewal const& now) -> token_answer {
            auto const in =
                invoke<log_in>(door, {.user = "ann", .password = "pw"}, {.deadline = now.left, .stop = now.stop});
            if (!in) return no_token(in.error());
            return issued_token{secret(in->session), std::chrono::seconds(in->seconds)};
        },
        {.clock = clock});
    client<session_service> const client(session, {.clock = clock}, vendor);
    auto const me = invoke<who_am_i>(client);
    REQUIRE(me);
    CHECK(me->name == "ann");
    CHECK(invoke<who_am_i>(client));
    auto const sent = vendor->requests();
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].body == R"({"user":"ann","password":"pw"})");
    CHECK_FALSE(sent[0].fields.find("X-Session"));
    CHECK(sent[1].fields.find("X-Session") == "session-of-ann");
    CHECK(sent[2].fields.find("X-Session") == "session-of-ann");
}

TEST_CASE("a login that fails says why, and shows nothing of what a success held") {
    for (auto const& [what, why] :
         {std::pair{answer(403, "wrong password"), "the token was not renewed: rejected: HTTP 403: wrong password"},
          std::pair{answer(201, R"({"session":"session-of-ann"})"),
                    "the token was not renewed: HTTP 201, but it holds no token"}}) {
        client<door_service> const door({}, std::make_shared<scripted_transport>(exchange(what)));
        client<session_service> const client(renewed_token([&](renewal const&) -> token_answer {
                                                 auto const in =
                                                     invoke<log_in>(door, {.user = "ann", .password = "pw"});
                                                 if (!in) return no_token(in.error());
                                                 return issued_token{secret(in->session)};
                                             }),
                                             {}, always(200, "{}"));
        auto const result = invoke<who_am_i>(client);
        REQUIRE_FALSE(result);
        CHECK(result.error().message == why);
    }
}

TEST_CASE("a token without a lifetime is used until it is refused or forgotten") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(std::nullopt); }, {.clock = clock});
    client<renewing_service> const client(token, {.clock = clock}, always(200, R"({"name":"x"})"));
    CHECK(invoke<read_thing>(client, {.id = "1"}));
    clock->advance(240h);
    CHECK(invoke<read_thing>(client, {.id = "1"}));
    CHECK(source.asked == 1);
    token.forget();
    CHECK(invoke<read_thing>(client, {.id = "1"}));
    CHECK(source.asked == 2);
}

TEST_CASE("a token that is known already is used first; clients share it; it may be a field of its own") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(); },
                              {.first = issued_token{secret("stored-token"), 120s}, .clock = clock});
    auto const vendor = always(200, R"({"name":"x"})");
    client<renewing_service> const one(token, {.clock = clock}, vendor);
    client<session_service> const other(token, {.clock = clock}, vendor);
    CHECK(invoke<read_thing>(one, {.id = "1"}));
    CHECK(invoke<who_am_i>(other));
    clock->advance(119s);
    CHECK(invoke<who_am_i>(other));
    CHECK(invoke<read_thing>(one, {.id = "1"}));
    auto const sent = vendor->requests();
    REQUIRE(sent.size() == 4);
    CHECK(bearer_of(sent[0]) == "Bearer stored-token");
    CHECK(sent[1].fields.find("X-Session") == "stored-token");
    CHECK(sent[2].fields.find("X-Session") == "token-1-long");
    CHECK(bearer_of(sent[3]) == "Bearer token-1-long");
    CHECK(source.asked == 1);
}

TEST_CASE("a 401 renews the token once and sends the call once more, whatever its effect") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(); }, {.clock = clock});
    auto const vendor = std::make_shared<scripted_transport>([&](http_request const& request, auto const&) -> exchange {
        if (bearer_of(request) == "Bearer token-1-long") return answer(401, "expired");
        return answer(200, R"({"id":"7"})");
    });
    client<renewing_service> const client(token, {.retry = no_retry, .clock = clock}, vendor);
    auto const first = invoke<make_thing>(client, {.name = "n"});
    CHECK_FALSE(first); // so young a token is not renewed for it
    CHECK(source.asked == 1);
    clock->advance(2s);
    auto const made = invoke<make_thing>(client, {.name = "n"});
    REQUIRE(made);
    CHECK(made->id == "7");
    CHECK(made.info().attempts == 2);
    CHECK(made.outcome() == outcome::executed);
    CHECK(source.asked == 2);
    auto const sent = vendor->requests();
    REQUIRE(sent.size() == 4);
    CHECK(sent[2].body == R"({"name":"n"})");
    CHECK(sent[3].body == R"({"name":"n"})");
}

TEST_CASE("a vendor that refuses every token is asked twice by a call and not more") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(); }, {.clock = clock});
    auto const vendor = always(401, "no");
    client<renewing_service> const client(token, {.clock = clock}, vendor);
    auto const result = invoke<make_thing>(client, {.name = "n"});
    REQUIRE_FALSE(result);
    CHECK(result.error().info.status == 401);
    CHECK(result.outcome() == outcome::rejected);
    CHECK(vendor->requests().size() == 2);
    CHECK(source.asked == 1); // both by a token that was just got
}

TEST_CASE("a renewal that fails makes the call not sent, and no other is tried for a moment") {
    auto const clock = std::make_shared<support::manual_clock>();
    std::atomic<int> asked{0};
    renewed_token const token(
        [&](renewal const&) -> token_answer {
            ++asked;
            return no_token("the door is locked");
        },
        {.clock = clock});
    auto const vendor = always(200, R"({"name":"x"})");
    client<renewing_service> const client(token, {.clock = clock}, vendor);
    for (int i = 0; i != 3; ++i) {
        auto const result = invoke<read_thing>(client, {.id = "1"});
        REQUIRE_FALSE(result);
        CHECK(result.error().kind == failure_kind::credential);
        CHECK(result.outcome() == outcome::not_sent);
        CHECK(result.error().message == "the token was not renewed: the door is locked");
        CHECK(result.info().attempts == 0);
    }
    CHECK(asked == 1);
    clock->advance(1001ms);
    CHECK_FALSE(invoke<read_thing>(client, {.id = "1"}));
    CHECK(asked == 2);
    CHECK(vendor->requests().empty());
}

TEST_CASE("a 401 whose renewal fails stays what it was, and says why it was not repeated") {
    auto const clock = std::make_shared<support::manual_clock>();
    int asked = 0;
    renewed_token const token(
        [&](renewal const&) -> token_answer {
            if (++asked == 1) return issued_token{secret("first-token"), 600s};
            return no_token("the door is locked");
        },
        {.pause = 0ms, .clock = clock});
    client<renewing_service> const client(token, {.clock = clock}, always(401, "expired"));
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::status);
    CHECK(result.outcome() == outcome::rejected);
    CHECK(result.info().retry_end == retry_end::credential);
    CHECK(result.error().message == "HTTP 401: expired (not repeated: the token was not renewed: the door is locked)");
}

TEST_CASE("a 401 after an attempt of which nobody knows is repeated, and the outcome stays unknown") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(); }, {.pause = 0ms, .clock = clock});
    int calls = 0;
    auto const vendor = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        ++calls;
        return calls == 1 ? answer(500, "oops") : answer(401, "expired");
    });
    client<renewing_service> const client(token, {.retry = retry_policy{.throttled = {0ms, 0ms}}, .clock = clock},
                                          vendor);
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(result.outcome() == outcome::unknown);
    CHECK(calls == 3);
}

TEST_CASE("no text shows a token, whether it was got before the call or by it") {
    auto const clock = std::make_shared<support::manual_clock>();
    counter source;
    renewed_token const token([&](renewal const&) { return source(1s); }, {.pause = 0ms, .clock = clock});
    auto const vendor = std::make_shared<scripted_transport>([&](http_request const& request, auto const&) -> exchange {
        return answer(403, "you sent " + bearer_of(request) + ", not token-1-long", {{"X-Echo", bearer_of(request)}});
    });
    client<renewing_service> const client(token, {.clock = clock}, vendor);
    for (int i = 0; i != 2; ++i) {
        auto const result = invoke<read_thing>(client, {.id = "1"});
        REQUIRE_FALSE(result);
        CHECK(result.error().message == "HTTP 403: you sent Bearer [secret], not [secret]");
        CHECK(result.info().fields.find("X-Echo") == "Bearer [secret]");
        clock->advance(10s);
    }
    CHECK(source.asked == 2);
    std::ostringstream shown;
    shown << vendor->requests()[1];
    CHECK(shown.str().find("token-2") == std::string::npos);
    CHECK(shown.str().find("Authorization: Bearer [secret]\n") != std::string::npos);
}

TEST_CASE("the fields of the options cannot take the credential's place") {
    counter source;
    client<renewing_service> const client(renewed_token([&](renewal const&) { return source(); }),
                                          {.fields = {{"Authorization", "mine"}}}, always(200, "{}"));
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(result.error().message ==
          "the field Authorization is the credential's: take it out of the fields of the options or the endpoint");
}

TEST_CASE("a call that got no credential gives its turn back at once") {
    auto const clock = std::make_shared<support::manual_clock>();
    int asked = 0;
    renewed_token const token(
        [&](renewal const&) -> token_answer {
            if (++asked == 1) return no_token("the door is locked");
            return issued_token{secret("the-token"), 600s};
        },
        {.pause = 0ms, .clock = clock});
    auto const vendor = always(200, "");
    client<narrow_service> const client(token, {.deadline = 1s, .clock = clock}, vendor);
    CHECK(invoke<touch>(client).error().kind == failure_kind::credential);
    CHECK(invoke<touch>(client)); // the manual clock would never let a turn come that is not free
    CHECK(vendor->requests().size() == 1);
}

TEST_CASE("an observer is told of the attempt that a renewed token makes") {
    struct notes final : observer {
        std::vector<std::string> seen;
        void attempt_started(call_label const& call) override {
            seen.push_back("attempt " + std::to_string(call.attempt));
        }
        void answered(call_label const&, attempt_result const& result) override {
            seen.push_back(std::to_string(result.status));
        }
        void retried(call_label const&, std::chrono::milliseconds wait) override {
            seen.push_back("again in " + std::to_string(wait.count()));
        }
        void finished(call_label const&, call_info const&, std::optional<failure_kind> why) override {
            seen.push_back(why ? "failed" : "done");
        }
    };
    counter source;
    renewed_token const token([&](renewal const&) { return source(); }, {.pause = 0ms});
    auto const seen = std::make_shared<notes>();
    auto const vendor = std::make_shared<scripted_transport>([](http_request const& request, auto const&) -> exchange {
        return bearer_of(request) == "Bearer token-1-long" ? answer(401, "") : answer(200, R"({"name":"x"})");
    });
    client<renewing_service> const client(token, {.observer = seen}, vendor);
    CHECK(invoke<read_thing>(client, {.id = "1"}));
    CHECK(seen->seen == std::vector<std::string>{"attempt 1", "401", "again in 0", "attempt 2", "200", "done"});
}

TEST_CASE("a token with a line break is not sent") {
    auto const vendor = always(200, "{}");
    client<renewing_service> const client(
        renewed_token([](renewal const&) -> token_answer { return issued_token{secret("a\r\nB: c")}; }), {}, vendor);
    auto const result = invoke<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(vendor->requests().empty());
}

TEST_CASE("a request that is only shown gets no token, and shows the one that is there") {
    counter source;
    renewed_token const token([&](renewal const&) { return source(); });
    client<renewing_service> const client(token, {}, always(200, R"({"name":"x"})"));
    auto const none = prepare<read_thing>(client, {.id = "1"});
    REQUIRE_FALSE(none);
    CHECK(none.error().message == "there is no token yet, and for a request that is not sent none is got");
    CHECK(source.asked == 0);
    CHECK(invoke<read_thing>(client, {.id = "1"}));
    auto const shown = prepare<read_thing>(client, {.id = "1"});
    REQUIRE(shown);
    CHECK(bearer_of(*shown) == "Bearer token-1-long");
}

TEST_CASE("code that throws or that needs its own token fails its call") {
    client<renewing_service> const throwing(
        renewed_token([](renewal const&) -> token_answer { throw std::runtime_error("no vault"); }), {},
        always(200, "{}"));
    auto const result = invoke<read_thing>(throwing, {.id = "1"});
    REQUIRE_FALSE(result);
    CHECK(result.error().message == "the token was not renewed: the program's code that gets it threw: no vault");

    client<renewing_service>* self = nullptr;
    renewed_token const biting(
        [&](renewal const&) -> token_answer { return no_token(invoke<read_thing>(*self, {.id = "1"}).error()); });
    client<renewing_service> tail(biting, {}, always(200, "{}"));
    self = &tail;
    auto const bitten = invoke<read_thing>(tail, {.id = "1"});
    REQUIRE_FALSE(bitten);
    CHECK(bitten.error().message.find("makes a call which needs that token") != std::string::npos);
}

TEST_CASE("many threads renew once, and all get what came of it") {
    for (bool const works : {true, false}) {
        auto const clock = std::make_shared<support::manual_clock>();
        std::atomic<int> asked{0}, waiting{0};
        renewed_token const token(
            [&](renewal const&) -> token_answer {
                ++asked;
                for (int i = 0; i != 2000 && waiting < 8; ++i) std::this_thread::sleep_for(1ms);
                std::this_thread::sleep_for(20ms); // the others come to wait
                if (works) return issued_token{secret("the-token"), 600s};
                return no_token("the door is locked");
            },
            {.clock = clock});
        client<renewing_service> const client(token, {.clock = clock}, always(200, R"({"name":"x"})"));
        std::atomic<int> successes{0}, locked{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i != 8; ++i)
            threads.emplace_back([&] {
                ++waiting;
                auto const result = invoke<read_thing>(client, {.id = "1"});
                if (result)
                    ++successes;
                else
                    locked += result.error().message == "the token was not renewed: the door is locked";
            });
        threads.clear();
        CHECK(asked == 1);
        CHECK(successes == (works ? 8 : 0));
        CHECK(locked == (works ? 0 : 8));
    }
}

TEST_CASE("who waits for another's renewal waits until his own deadline or stop") {
    auto const clock = std::make_shared<support::manual_clock>();
    std::atomic<bool> is_asked = false, go_on = false;
    renewed_token const token(
        [&](renewal const&) -> token_answer {
            is_asked = true;
            for (int i = 0; i != 5000 && !go_on; ++i) std::this_thread::sleep_for(1ms);
            return issued_token{secret("the-token"), 600s};
        },
        {.clock = clock});
    client<renewing_service> const client(token, {.clock = clock}, always(200, R"({"name":"x"})"));
    std::jthread const renewing([&] { CHECK(invoke<read_thing>(client, {.id = "1"})); });
    for (int i = 0; i != 5000 && !is_asked; ++i) std::this_thread::sleep_for(1ms);

    std::stop_source stop;
    std::jthread const stopping([&] {
        std::this_thread::sleep_for(20ms);
        stop.request_stop();
    });
    auto const stopped = invoke<read_thing>(client, {.id = "1"}, {.stop = stop.get_token()});
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == failure_kind::cancelled);
    CHECK(stopped.outcome() == outcome::not_sent);

    std::jthread const passing([&] {
        std::this_thread::sleep_for(20ms);
        clock->advance(6s);
    });
    auto const late = invoke<read_thing>(client, {.id = "1"}, {.deadline = 5s});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == failure_kind::credential);
    CHECK(late.error().message == "its token was not renewed before its deadline");
    go_on = true;
}

TEST_CASE("where the call that renews is stopped, another one renews") {
    auto const clock = std::make_shared<support::manual_clock>();
    std::stop_source stop;
    std::atomic<int> asked{0};
    renewed_token const token(
        [&](renewal const& now) -> token_answer {
            if (++asked != 1) return issued_token{secret("the-token"), 600s};
            for (int i = 0; i != 5000 && !now.stop.stop_requested(); ++i) std::this_thread::sleep_for(1ms);
            return no_token("stopped");
        },
        {.clock = clock});
    client<renewing_service> const client(token, {.clock = clock}, always(200, R"({"name":"x"})"));
    std::jthread const first([&] {
        auto const result = invoke<read_thing>(client, {.id = "1"}, {.stop = stop.get_token()});
        CHECK_FALSE(result);
        CHECK(result.error().kind == failure_kind::cancelled);
    });
    for (int i = 0; i != 5000 && asked == 0; ++i) std::this_thread::sleep_for(1ms);
    std::jthread const stopping([&] {
        std::this_thread::sleep_for(20ms);
        stop.request_stop();
    });
    CHECK(invoke<read_thing>(client, {.id = "2"}));
    CHECK(asked == 2);
}
