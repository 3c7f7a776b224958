// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <apibind/for_each_event.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::answers;
using support::scripted_transport;

namespace {

using list = std::vector<std::string>;
std::string const events_type = "text/event-stream; charset=utf-8";

/// A transport that gives content to sinks in pieces, and breaks at the end where it is told to.
class piecewise : public transport {
public:
    piecewise(http_response answer, std::size_t piece, std::optional<transport_error> broken = {})
        : answer_(std::move(answer)), piece_(piece), broken_(broken) {}
    exchange send(http_request const&, send_options const& options) override {
        ++calls;
        auto out = answer_;
        if (options.stream.sink && options.stream.sink->begin(out)) {
            auto const content = std::exchange(out.body, {});
            for (std::size_t i = 0; i < content.size(); i += piece_)
                if (!options.stream.sink->take(std::string_view(content).substr(i, piece_)))
                    return transport_failure{phase::body, transport_error::cancelled, "ended by the sink", out};
        }
        if (broken_) return transport_failure{phase::body, *broken_, "it broke", out};
        return out;
    }
    transport_promises promises() const noexcept override { return {.at_most_once = true}; }
    int calls = 0;

private:
    http_response answer_;
    std::size_t piece_;
    std::optional<transport_error> broken_;
};

client<service> client_over(std::shared_ptr<transport> carrier) {
    return client<service>(secret("s3cr3t-token-of-mine"), {}, std::move(carrier));
}
client<service> client_with(std::string body, std::string type = events_type, int status = 200) {
    return client_over(std::make_shared<scripted_transport>(
        support::answer(status, std::move(body), {{"Content-Type", std::move(type)}})));
}

} // namespace

namespace throwing {

struct export_rows : everything_api::answers::export_rows {
    static bool accepted(row const&) { throw std::runtime_error("of the program"); }
};
static_assert(valid<export_rows>);

} // namespace throwing

TEST_CASE("what code of the program throws while an event is read ends the stream") {
    auto const client = client_with("{\"n\":1}\n", "application/x-ndjson");
    int rows = 0;
    auto const told = for_each_event<throwing::export_rows>(client, {}, [&](row const&) { ++rows; });
    REQUIRE_FALSE(told);
    CHECK(rows == 0);
    CHECK(told.outcome() == outcome::executed);
    CHECK(told.error().message == "HTTP 200, but event 1: the program's code that reads it threw");
}

TEST_CASE("events come one by one, up to the one that ends them") {
    std::string const body =
        ": hello\n\ndata: {\"text\":\"a\"}\n\ndata: {\"text\":\ndata: \"b\"}\n\ndata: [DONE]\n\ndata: junk\n\n";
    for (std::size_t piece : {1u, 2u, 7u, 1'000u}) {
        auto const client = client_over(std::make_shared<piecewise>(
            support::answer(200, body, {{"Content-Type", events_type}, {"X-Request-Id", "r1"}}), piece));
        list out;
        auto const told =
            for_each_event<complete>(client, {.prompt = "p"}, [&](auto const& one) { out.push_back(one.text); });
        REQUIRE(told);
        CHECK(out == list{"a", "b"});
        CHECK(told->events == 2);
        CHECK(told->end == stream_end::marked);
        CHECK(told.outcome() == outcome::executed);
        CHECK(told.info().status == 200);
        CHECK(told.info().attempts == 1);
        CHECK(told.info().fields.find("X-Request-Id") == "r1");
    }
    // Over a transport that knows no sinks they come all the same.
    CHECK(for_each_event<complete>(client_with(body), {.prompt = "p"}, [](piece const&) {})->events == 2);
}

TEST_CASE("the request says what it accepts") {
    auto const carrier = std::make_shared<scripted_transport>(support::answer(204, ""));
    auto const client = client_over(carrier);
    CHECK(for_each_event<complete>(client, {.prompt = "p"}, [](piece const&) {}).error().transport ==
          transport_error::closed);
    CHECK(carrier->requests()[0].fields.find("Accept") == "text/event-stream");
    CHECK(prepare<export_rows>(client)->fields.find("Accept") == "application/x-ndjson");
}

TEST_CASE("who takes the events may end them") {
    auto const client = client_with("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n");
    auto const told =
        for_each_event<complete>(client, {.prompt = "p"}, [](piece const& one) { return one.text != "a"; });
    REQUIRE(told);
    CHECK(told->events == 1);
    CHECK(told->end == stream_end::stopped);
    CHECK_THROWS_WITH(static_cast<void>(for_each_event<complete>(
                          client, {.prompt = "p"}, [](piece const&) { throw std::runtime_error("mine"); })),
                      "mine");
}

TEST_CASE("a stream that ends without its end is a failure, and executed") {
    auto const cut =
        for_each_event<complete>(client_with("data: {\"text\":\"a\"}\n\n"), {.prompt = "p"}, [](piece const&) {});
    REQUIRE(!cut);
    CHECK(cut.error().kind == failure_kind::transport);
    CHECK(cut.error().transport == transport_error::closed);
    CHECK(cut.outcome() == outcome::executed);
    CHECK(cut.error().message == "HTTP 200, but the stream ended after 1 event, without the one that ends it");

    auto const carrier = std::make_shared<piecewise>(
        support::answer(200, "data: {\"text\":\"a\"}\n\ndata: {", {{"Content-Type", events_type}}), 5u,
        transport_error::closed);
    auto const broken = for_each_event<complete>(client_over(carrier), {.prompt = "p"}, [](piece const&) {},
                                                 {.call = {.retry = retry_policy{.attempts = 3}}});
    REQUIRE(!broken);
    CHECK(broken.error().kind == failure_kind::transport);
    CHECK(broken.outcome() == outcome::executed);
    CHECK(broken.error().message == "HTTP 200, but its content did not arrive whole: it broke (after 1 events)");
    CHECK(carrier->calls == 1); // never sent again
}

TEST_CASE("an error inside the stream is a refusal") {
    auto const of = [](std::string body) {
        return for_each_event<complete>(client_with(std::move(body)), {.prompt = "p"}, [](piece const&) {});
    };
    auto const named =
        of("data: {\"text\":\"a\"}\n\nevent: error\ndata: {\"message\":\"overloaded\"}\n\ndata: [DONE]\n\n");
    REQUIRE(!named);
    CHECK(named.error().kind == failure_kind::refusal);
    CHECK(named.error().vendor_error->message == "overloaded");
    CHECK(named.outcome() == outcome::unknown);
    auto const shaped = of("data: {\"message\":\"overloaded\",\"code\":529}\n\n");
    REQUIRE(!shaped);
    CHECK(shaped.error().kind == failure_kind::refusal);
    CHECK(shaped.error().vendor_error->code == 529);

    auto const neither = of("data: {\"text\":\"a\"}\n\ndata: {\"text\":7}\n\n");
    REQUIRE(!neither);
    CHECK(neither.error().kind == failure_kind::undecodable);
    CHECK(neither.error().decode->path == "event 2: $.text");
    CHECK(neither.outcome() == outcome::executed);

    auto const secret_shown = of("data: {\"message\":\"s3cr3t-token-of-mine\"}\n\n");
    CHECK(secret_shown.error().vendor_error->message == "[secret]");
    CHECK(to_string(secret_shown.error()).find("s3cr3t") == std::string::npos);
    CHECK(to_string(of("data: {\"text\":s3cr3t-token-of-mine}\n\n").error()).find("s3cr3t") == std::string::npos);
}

TEST_CASE("an answer that is no stream is told as what it is") {
    auto const refused = for_each_event<complete>(client_with(R"({"message":"no"})", "application/json", 401),
                                                  {.prompt = "p"}, [](piece const&) {});
    CHECK(refused.error().kind == failure_kind::status);
    CHECK(refused.error().vendor_error->message == "no");
    auto const inside = for_each_event<complete>(client_with(R"({"message":"no"})", "application/json"),
                                                 {.prompt = "p"}, [](piece const&) {});
    CHECK(inside.error().kind == failure_kind::refusal);
    auto const page = for_each_event<complete>(client_with("<p>", "text/html"), {.prompt = "p"}, [](piece const&) {});
    CHECK(page.error().kind == failure_kind::undecodable);
    CHECK(page.error().message.find("expected a stream of events, found content of the type text/html") !=
          std::string::npos);
}

TEST_CASE("events are told apart by their names") {
    std::string const body =
        "event: delta\ndata: {\"text\":\"a\"}\n\nevent: ping\ndata: {}\n\nevent: usage\ndata: {\"tokens\":7}\n\n";
    list out;
    auto const take = [&](std::variant<delta, usage> const& one) {
        out.push_back(std::holds_alternative<delta>(one) ? std::get<delta>(one).text
                                                         : std::to_string(std::get<usage>(one).tokens));
    };
    auto const told = for_each_event<converse>(client_with(body), {.prompt = "p"}, take);
    REQUIRE(told);
    CHECK(out == list{"a", "7"});
    CHECK(told->events == 2);

    out.clear();
    CHECK(for_each_event<converse_all>(client_with(body), {.prompt = "p"}, [&](auto const& one) {
        if (auto const* other = std::get_if<server_event<std::string>>(&one)) out.push_back(other->name + other->data);
    }));
    CHECK(out == list{"ping{}", "usage{\"tokens\":7}"});
    CHECK(for_each_event<converse>(client_with("event: error\ndata: {\"message\":\"m\"}\n\n"), {.prompt = "p"}, take)
              .error()
              .vendor_error->message == "m");
}

TEST_CASE("names, ids and the time to wait are kept") {
    list out;
    auto const told = for_each_event<watch>(
        client_with("retry: 1500\nid: 7\nevent: put\ndata: x\ndata: y\n\nevent: error\ndata: z\n\n"), {},
        [&](auto const& e) { out.push_back(e.name + "|" + e.id + "|" + e.data); });
    REQUIRE(told);
    CHECK(out == list{"put|7|x\ny", "error|7|z"}); // a type that has names has errors too
    CHECK(told->last_event_id == "7");
    CHECK(told->retry == std::chrono::milliseconds(1'500));
    CHECK(told->end == stream_end::complete);
}

TEST_CASE("lines are JSON texts") {
    int sum = 0;
    auto const add = [&](row const& one) { sum += one.n; };
    auto const told = for_each_event<export_rows>(
        client_with("{\"n\":1}\r\n\n {\"n\":2}\n{\"n\":4}", "application/x-ndjson"), {}, add);
    REQUIRE(told);
    CHECK(sum == 7);
    CHECK(told->events == 3);
    auto const refused = for_each_event<export_rows>(
        client_with("{\"n\":1}\n{\"n\":2,\"failed\":true}\n", "application/jsonl"), {}, add);
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::refusal);
    CHECK(sum == 8);
    auto const cut = for_each_event<export_rows>(client_with("{\"n\":1}\n{\"n\":", "application/json"), {}, add);
    REQUIRE(!cut);
    CHECK(cut.error().decode->path.starts_with("event 2: $"));
    CHECK(!for_each_event<export_rows>(client_with("<p>", "text/html"), {}, add));
}

TEST_CASE("one event is held to its limit") {
    auto const big = "data: {\"text\":\"" + std::string(5'000, 'x') + "\"}\n\n";
    auto const told =
        for_each_event<complete>(client_with(big), {.prompt = "p"}, [](piece const&) {}, {.max_event = 1'000});
    REQUIRE(!told);
    CHECK(told.error().message == "HTTP 200, but event 1 is larger than max_event, 1000 bytes");
    CHECK(told.error().kind == failure_kind::undecodable);
    CHECK(told.outcome() == outcome::executed);
}
