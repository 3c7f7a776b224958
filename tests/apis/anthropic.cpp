// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/for_each_event.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// https://docs.anthropic.com/en/api/messages
namespace anthropic {

struct trouble { std::string type, message; };
BOOST_DESCRIBE_STRUCT(trouble, (), (type, message))
struct problem {
    static constexpr std::string_view event_name = "error"; // in a stream
    trouble error;
};
BOOST_DESCRIBE_STRUCT(problem, (), (error))

struct api {
    static constexpr auto base = apibind::base("https://api.anthropic.com/v1");
    static constexpr auto auth = apibind::header_token("x-api-key");
    static constexpr auto fields = apibind::fields(apibind::field("anthropic-version", "2023-06-01"));
    using error = problem;
};

enum class role { user, assistant };
BOOST_DESCRIBE_ENUM(role, user, assistant)
struct turn { anthropic::role role{}; std::string content; };
BOOST_DESCRIBE_STRUCT(turn, (), (role, content))

// [endpoint] stream_message
struct text_delta { std::string text; };
BOOST_DESCRIBE_STRUCT(text_delta, (), (text))
struct json_delta { std::string partial_json; };
BOOST_DESCRIBE_STRUCT(json_delta, (), (partial_json))
struct block_delta {
    static constexpr std::string_view event_name = "content_block_delta";
    int index = 0;
    apibind::tagged<"type", apibind::as<"text_delta", text_delta>, apibind::as<"input_json_delta", json_delta>, apibind::other> delta;
};
BOOST_DESCRIBE_STRUCT(block_delta, (), (index, delta))
struct ending { std::optional<std::string> stop_reason{}; };
BOOST_DESCRIBE_STRUCT(ending, (), (stop_reason))
struct message_delta { static constexpr std::string_view event_name = "message_delta"; ending delta; };
BOOST_DESCRIBE_STRUCT(message_delta, (), (delta))
struct stream_message : api {
    static constexpr auto route = apibind::post("/messages");
    struct request {
        apibind::required<std::string> model;
        apibind::required<int> max_tokens;
        apibind::required<std::vector<turn>> messages;
        std::optional<std::string> system{};
        apibind::constant<true> stream{};
    };
    using response = apibind::event_stream<std::variant<block_delta, message_delta, problem>>;
    static bool accepted(std::variant<block_delta, message_delta, problem> const& e) { return e.index() != 2; }
};
BOOST_DESCRIBE_STRUCT(stream_message::request, (), (model, max_tokens, messages, system, stream))
static_assert(apibind::valid<stream_message>);
// [endpoint] count_tokens
struct counted { int input_tokens = 0; };
BOOST_DESCRIBE_STRUCT(counted, (), (input_tokens))
struct count_tokens : api {
    static constexpr auto route = apibind::post("/messages/count_tokens");
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::required<std::string> model;
        apibind::required<std::vector<turn>> messages;
    };
    using response = counted;
};
BOOST_DESCRIBE_STRUCT(count_tokens::request, (), (model, messages))
static_assert(apibind::valid<count_tokens>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("sk-ant"));
apibind::client<api> with(int status, std::string body, std::string type = "text/event-stream") {
    return apibind::client<api>(apibind::secret("sk-ant"), {},
                                std::make_shared<support::scripted_transport>(
                                    support::answer(status, std::move(body), {{"Content-Type", std::move(type)}})));
}

} // namespace anthropic

using namespace anthropic;
using support::answer;
using support::rendered;

TEST_CASE("anthropic: a message comes in named events, of which the declared ones are read") {
    stream_message::request const asked{.model = "claude", .max_tokens = 10, .messages = {{{role::user, "Hi"}}}};
    CHECK(rendered<stream_message>(it, asked) ==
          "POST https://api.anthropic.com/v1/messages\n"
          "Accept: text/event-stream\nanthropic-version: 2023-06-01\nContent-Type: application/json\nx-api-key: sk-ant\n\n"
          R"({"model":"claude","max_tokens":10,"messages":[{"role":"user","content":"Hi"}],"stream":true})");
    std::string said, why;
    auto const all = apibind::for_each_event<stream_message>(
        with(200, "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\"}}\n\n"
                  "event: ping\ndata: {\"type\": \"ping\"}\n\n"
                  "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n"
                  "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}\n\n"
                  "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}\n\n"
                  "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
        asked, [&](auto const& event) {
            if (auto const* block = std::get_if<block_delta>(&event)) said += std::get<text_delta>(block->delta).text;
            if (auto const* end = std::get_if<message_delta>(&event)) why = end->delta.stop_reason.value_or("");
        });
    REQUIRE(all);
    CHECK(said == "Hello");
    CHECK(why == "end_turn");
}

TEST_CASE("anthropic: refused before and in the middle of the events") {
    stream_message::request const asked{.model = "claude", .max_tokens = 10, .messages = {{{role::user, "Hi"}}}};
    auto const ignore = [](auto const&) {};
    auto const denied = apibind::for_each_event<stream_message>(
        with(401, R"({"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}})", "application/json"), asked, ignore);
    REQUIRE(!denied);
    CHECK(denied.outcome() == apibind::outcome::rejected);
    CHECK(denied.error().vendor_error->error.type == "authentication_error");
    auto const broken = apibind::for_each_event<stream_message>(
        with(200, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"), asked, ignore);
    REQUIRE(!broken);
    REQUIRE(broken.error().vendor_error);
    CHECK(broken.error().vendor_error->error.type == "overloaded_error");
}

TEST_CASE("anthropic: tokens are counted") {
    CHECK(rendered<count_tokens>(it, {.model = "claude", .messages = {{{role::user, "Hi"}, {role::assistant, "Hello"}}}}) ==
          "POST https://api.anthropic.com/v1/messages/count_tokens\n"
          "Accept: application/json\nanthropic-version: 2023-06-01\nContent-Type: application/json\nx-api-key: sk-ant\n\n"
          R"({"model":"claude","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]})");
    auto const made = apibind::interpret<count_tokens>(answer(200, R"({"input_tokens":2095})"));
    REQUIRE(made);
    CHECK(made->input_tokens == 2095);
    auto const busy = apibind::interpret<count_tokens>(
        answer(529, R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->error.type == "overloaded_error");
}
