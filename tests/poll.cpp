// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/poll.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::conversations;
using namespace std::chrono_literals;
using support::answer;
using support::scripted_transport;
using waits = std::vector<std::chrono::milliseconds>;

namespace {

bool is_done(show_job::response const& job) {
    return job.state == job_state::done;
}

struct job {
    std::shared_ptr<support::leaping_clock> clock = std::make_shared<support::leaping_clock>();
    double chance = 0;
    std::vector<http_response> answers{};
    std::size_t asked = 0;
    std::stop_source stop{};
    std::size_t stop_at = 0;

    result_of<show_job> poll_it(poll_options options = {}) {
        auto const carrier = std::make_shared<scripted_transport>([this](auto const&, auto const&) -> exchange {
            auto const& one = answers[std::min(asked, answers.size() - 1)];
            if (++asked == stop_at) stop.request_stop();
            return one;
        });
        client<paged_service> const client(
            secret("t"), {.retry = no_retry, .clock = clock, .random = [this] { return chance; }}, carrier);
        options.call.stop = stop.get_token();
        return poll<show_job>(client, {.id = "7"}, is_done, options);
    }
};

auto const running = answer(200, R"({"state":"running"})");
auto const done = answer(200, R"({"state":"done"})");

} // namespace

TEST_CASE("a job that is done is asked about once") {
    job one{.answers = {done}};
    auto const result = one.poll_it();
    REQUIRE(result);
    CHECK(result->state == job_state::done);
    CHECK(one.asked == 1);
    CHECK(one.clock->waits().empty());
}

TEST_CASE("waits grow between their bounds, by chance") {
    poll_options const options{.wait = {100ms, 500ms}};
    job least{.chance = 0, .answers = {running, running, running, running, done}};
    CHECK(least.poll_it(options));
    CHECK(least.clock->waits() == waits{100ms, 100ms, 100ms, 100ms});
    job most{.chance = 1, .answers = {running, running, running, running, done}};
    CHECK(most.poll_it(options));
    CHECK(most.clock->waits() == waits{200ms, 400ms, 500ms, 500ms});
}

TEST_CASE("Retry-After says how long is waited") {
    job one{.chance = 1, .answers = {answer(202, R"({"state":"queued"})", {{"Retry-After", "7"}}), running, done}};
    CHECK(one.poll_it());
    CHECK(one.clock->waits() == waits{7s, 2s});
}

TEST_CASE("a status or a field may say that the job is done") {
    auto const carrier = std::make_shared<scripted_transport>([n = 0](auto const&, auto const&) mutable -> exchange {
        return answer(++n == 3 ? 200 : 202, R"({"state":"queued"})");
    });
    client<paged_service> const client(secret("t"), {.clock = std::make_shared<support::leaping_clock>()}, carrier);
    auto const result =
        poll<show_job>(client, {.id = "7"}, [](auto const&, call_info const& info) { return info.status == 200; });
    REQUIRE(result);
    CHECK(result.info().status == 200);
    CHECK(carrier->requests().size() == 3);
}

TEST_CASE("a poll that fails is the result, as it is") {
    job one{.answers = {running, answer(404, "no such job")}};
    auto const result = one.poll_it();
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::status);
    CHECK(result.info().status == 404);
    CHECK(result.outcome() == outcome::rejected);
}

TEST_CASE("a job that is not done before the deadline is unfinished, without a wait in vain") {
    job one{.chance = 0, .answers = {running}};
    auto const result = one.poll_it({.wait = {2s, 60s}, .deadline = 5s});
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::unfinished);
    CHECK(result.outcome() == outcome::executed);
    CHECK(result.info().status == 200);
    CHECK(one.clock->waits() == waits{2s, 2s});
    CHECK(result.error().message == "the job was not done, and the next poll would come after the deadline: 3 polls");
    job late{.answers = {answer(200, R"({"state":"running"})", {{"Retry-After", "3600"}})}};
    CHECK(late.poll_it().error().kind == failure_kind::unfinished);
    CHECK(late.clock->waits().empty());
}

TEST_CASE("a poll without a deadline of its own has the time that its answer may take") {
    auto const carrier = std::make_shared<scripted_transport>(done);
    client<paged_service> const it(secret("t"), {.timeouts = {.await = 600s}}, carrier);
    REQUIRE(poll<show_job>(it, {.id = "7"}, is_done, {.deadline = 3600s}));
    auto const left = carrier->options().deadline - std::chrono::steady_clock::now();
    CHECK(left <= 630s);
    CHECK(left > 620s);
    CHECK(invoke<show_job>(it, {.id = "7"}, {.timeouts = {.await = std::chrono::milliseconds::max()}}));
}

TEST_CASE("a stop ends the polls") {
    job one{.answers = {running}, .stop_at = 2};
    auto const result = one.poll_it();
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::cancelled);
    CHECK(one.asked == 2);
    CHECK(one.clock->waits().size() == 1);
}

TEST_CASE("waits that do not grow are refused before anything is sent") {
    job one{.answers = {done}};
    for (backoff const wait : {backoff{2s, 1s}, backoff{-1s, 1s}, backoff{1s, 48h}}) {
        auto const result = one.poll_it({.wait = wait});
        REQUIRE_FALSE(result);
        CHECK(result.error().kind == failure_kind::invalid_request);
    }
    CHECK(one.asked == 0);
}
