// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/leaping_clock.hpp"

#include <apibind/for_each_event.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::answers;
using namespace std::chrono_literals;

namespace {

using list = std::vector<std::string>;

/// One connection of a server: what it says, and whether it breaks then.
struct connection {
    std::string content;
    std::optional<transport_error> broken{};
    int status = 200;
    apibind::phase phase = phase::body;
};
class connections : public transport {
public:
    explicit connections(std::vector<connection> all) : all_(std::move(all)) {}
    exchange send(http_request const& request, send_options const& options) override {
        ids.push_back(std::string(request.fields.find("Last-Event-ID").value_or("none")));
        auto const& now = all_.at(ids.size() - 1);
        if (now.broken && now.phase != phase::body) return transport_failure{now.phase, *now.broken, "refused", {}};
        http_response out{now.status, {{"Content-Type", "text/event-stream"}}, {}};
        if (options.stream.sink->begin(out) && !options.stream.sink->take(now.content))
            return transport_failure{phase::body, transport_error::cancelled, "ended by the sink", out};
        if (now.broken) return transport_failure{phase::body, *now.broken, "it broke", out};
        return out;
    }
    transport_promises promises() const noexcept override { return {.at_most_once = true}; }
    list ids;

private:
    std::vector<connection> all_;
};

struct played {
    std::shared_ptr<connections> server;
    std::shared_ptr<support::leaping_clock> clock = std::make_shared<support::leaping_clock>();
    list data{};

    explicit played(std::vector<connection> all) : server(std::make_shared<connections>(std::move(all))) {}
    auto run(stream_options const& options) {
        client<service> const it(secret("s3cr3t-token-of-mine"), {.clock = clock}, server);
        return for_each_event<watch>(
            it, {}, [&](auto const& one) { data.push_back(one.data); }, options);
    }
};
constexpr auto closed = transport_error::closed;

} // namespace

TEST_CASE("a stream that broke is not taken up again unless asked for, and tells where to go on") {
    played one({{"id: 7\ndata: a\n\nid: 8\ndata: cut", closed}});
    auto const told = one.run({});
    REQUIRE(!told);
    CHECK(told.error().transport == closed);
    CHECK(told.info().last_event_id == "7"); // 8 never came whole
    CHECK(told.outcome() == outcome::executed);
    CHECK(one.server->ids == list{"none"});
    CHECK(one.data == list{"a"});

    played whole({{"id: 7\ndata: a\n\n"}});
    CHECK(whole.run({}).info().last_event_id == "7");
}

TEST_CASE("it is taken up again behind its last event, when the server says so") {
    played one({{"retry: 1500\nid: 7\ndata: a\n\nid: 8\ndata: cut", closed},
                {"data: b\n\n", transport_error::timeout}, // the id is still 7
                {"id: 9\ndata: c\n\n"}});
    auto const told = one.run({.resumptions = 5});
    REQUIRE(told);
    CHECK(one.data == list{"a", "b", "c"});
    CHECK(one.server->ids == list{"none", "7", "7"});
    CHECK(one.clock->waits() == std::vector<std::chrono::milliseconds>{1500ms, 1500ms});
    CHECK(told->events == 3);
    CHECK(told->resumptions == 2);
    CHECK(told->last_event_id == "9");
    CHECK(told.info().attempts == 3);
    CHECK(told.info().elapsed == 3s);
}

TEST_CASE("it is taken up so often and no more, and waits longer where nothing comes") {
    std::vector<connection> const silent(4, {"", closed});
    played one(silent);
    auto const told = one.run({.resumptions = 3, .wait = 100ms});
    REQUIRE(!told);
    CHECK(told.error().transport == closed);
    CHECK(one.server->ids.size() == 4);
    CHECK(one.clock->waits() == std::vector<std::chrono::milliseconds>{200ms, 400ms, 800ms});
    CHECK(told.outcome() == outcome::executed);
}

TEST_CASE("a server that cannot be reached for a moment is asked again") {
    played one({{"id: 1\ndata: a\n\n", closed}, {"", transport_error::connect, 0, phase::connect}, {"data: b\n\n"}});
    auto const told = one.run({.call = {.retry = no_retry}, .resumptions = 2});
    REQUIRE(told);
    CHECK(one.server->ids == list{"none", "1", "1"});
    // But not where it never answered: that is a call as any.
    played never({{"", transport_error::connect, 0, phase::connect}});
    auto const failed = never.run({.call = {.retry = no_retry}, .resumptions = 2});
    REQUIRE(!failed);
    CHECK(failed.outcome() == outcome::not_sent);
    CHECK(never.server->ids.size() == 1);
}

TEST_CASE("204 and any refusal end it") {
    played gone({{"id: 1\ndata: a\n\n", closed}, {"", {}, 204}});
    auto const done = gone.run({.resumptions = 2});
    REQUIRE(done);
    CHECK(done->end == stream_end::complete);
    CHECK(done->events == 1);
    played refused({{"id: 1\ndata: a\n\n", closed}, {"", {}, 404}});
    auto const told = refused.run({.resumptions = 2});
    REQUIRE(!told);
    CHECK(told.error().kind == failure_kind::status);
    CHECK(told.info().last_event_id == "1");
    // What the first answer said was done stays done.
    CHECK(told.outcome() == outcome::executed);
    played later({{"id: 1\ndata: a\n\n", closed}, {"", {}, 503}});
    CHECK(later.run({.call = {.retry = no_retry}, .resumptions = 2}).outcome() == outcome::executed);
}

TEST_CASE("an id that no field can hold ends it, and so do the deadline and a stop") {
    played odd({{"id: a\x01\ndata: a\n\n", closed}});
    CHECK(!odd.run({.resumptions = 2}));
    CHECK(odd.server->ids.size() == 1);
    played beyond_ascii({{"id: \xc3\xa9\ndata: a\n\n", closed}});
    auto const cut = beyond_ascii.run({.resumptions = 2});
    REQUIRE(!cut);
    CHECK(cut.error().transport == closed);
    CHECK(beyond_ascii.clock->waits().empty());
    played late({{"retry: 5000\ndata: a\n\n", closed}});
    CHECK(!late.run({.call = {.deadline = 4s}, .resumptions = 2}));
    CHECK(late.server->ids.size() == 1);
    CHECK(late.clock->waits().empty());
    played own({{"data: a\n\n", closed}, {"data: b\n\n"}});
    CHECK(own.run({.call = {.fields = {{"Last-Event-ID", "mine"}}}, .resumptions = 1}));
    CHECK(own.server->ids == list{"mine", "mine"});
    played broken({{"data: a\n\n", closed}});
    CHECK(broken.run({.call = {.fields = {{"Last-Event-ID", "41"}}}}).info().last_event_id == "41");
}

TEST_CASE("a server decides within bounds how long is waited, and no deadline is one of any length") {
    std::vector<connection> const hasty{{"retry: 0\ndata: a\n\n", closed}, {"", closed}, {"", closed}, {"", closed}};
    played one(hasty);
    CHECK(!one.run({.call = {.deadline = std::chrono::milliseconds::max()}, .resumptions = 3}));
    CHECK(one.server->ids.size() == 4);
    CHECK(one.clock->waits() == std::vector<std::chrono::milliseconds>{200ms, 400ms});
    played slow({{"retry: 999999999999999\ndata: a\n\n", closed}, {"data: b\n\n"}});
    CHECK(slow.run({.resumptions = 1}));
    CHECK(slow.clock->waits() == std::vector<std::chrono::milliseconds>{1h});
}

TEST_CASE("what is not safe is not called again, and lines have no ids") {
    auto const server = std::make_shared<connections>(std::vector<connection>{});
    client<service> const it(secret("s3cr3t-token-of-mine"), {}, server);
    auto const post = for_each_event<complete>(it, {.prompt = "p"}, [](piece const&) {}, {.resumptions = 1});
    REQUIRE(!post);
    CHECK(post.error().kind == failure_kind::invalid_request);
    CHECK(post.error().message.find("whose effect is not safe") != std::string::npos);
    auto const lines = for_each_event<export_rows>(it, {}, [](row const&) {}, {.resumptions = 1});
    REQUIRE(!lines);
    CHECK(lines.error().message.find("lines of JSON have no ids") != std::string::npos);
    CHECK(server->ids.empty());
}
