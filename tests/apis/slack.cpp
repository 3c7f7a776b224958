// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// https://api.slack.com/methods
namespace slack {

struct refusal {
    std::string error;
    std::optional<std::string> needed{}, provided{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (error, needed, provided))
template <class T>
struct answered : T {
    bool ok = false;
    BOOST_DESCRIBE_CLASS(answered, (T), (ok), (), ())
};

struct api { // the members of an answer stand beside `ok`
    static constexpr auto base = apibind::base("https://slack.com/api");
    static constexpr auto auth = apibind::bearer;
    using error = refusal;
    template <class T>
    using envelope = answered<T>;
    template <class T>
    static T payload(answered<T>&& whole) { return std::move(static_cast<T&>(whole)); }
    template <class T>
    static bool accepted(answered<T> const& whole) { return whole.ok; }
    static apibind::outcome outcome_of(refusal const&) { return apibind::outcome::rejected; }
};

struct plain_text { std::string text; };
BOOST_DESCRIBE_STRUCT(plain_text, (), (text))
struct mrkdwn { std::string text; };
BOOST_DESCRIBE_STRUCT(mrkdwn, (), (text))
using any_text = apibind::tagged<"type", apibind::as<"plain_text", plain_text>, apibind::as<"mrkdwn", mrkdwn>>;

struct section { any_text text; std::optional<std::string> block_id{}; };
BOOST_DESCRIBE_STRUCT(section, (), (text, block_id))
struct divider {};
BOOST_DESCRIBE_STRUCT(divider, (), ())
struct image { std::string image_url, alt_text; };
BOOST_DESCRIBE_STRUCT(image, (), (image_url, alt_text))
using block = apibind::tagged<"type", apibind::as<"section", section>, apibind::as<"divider", divider>, apibind::as<"image", image>>;
struct posted { std::string channel, ts; };
BOOST_DESCRIBE_STRUCT(posted, (), (channel, ts))

// [endpoint] post_message
struct post_message : api {
    static constexpr auto route = apibind::post("/chat.postMessage");
    struct request {
        apibind::required<std::string> channel;
        std::optional<std::string> text{}, thread_ts{};
        std::optional<std::vector<block>> blocks{};
    };
    using response = posted;
};
BOOST_DESCRIBE_STRUCT(post_message::request, (), (channel, text, thread_ts, blocks))
static_assert(apibind::valid<post_message>);

// [endpoint] list_conversations
enum class conversation_type { public_channel, private_channel, mpim, im };
BOOST_DESCRIBE_ENUM(conversation_type, public_channel, private_channel, mpim, im)
struct conversation { std::string id, name; bool is_private = false; apibind::unix_seconds created; };
BOOST_DESCRIBE_STRUCT(conversation, (), (id, name, is_private, created))
struct metadata { std::string next_cursor; };
BOOST_DESCRIBE_STRUCT(metadata, (), (next_cursor))
struct conversations { std::vector<conversation> channels; std::optional<metadata> response_metadata{}; };
BOOST_DESCRIBE_STRUCT(conversations, (), (channels, response_metadata))
struct list_conversations : api {
    static constexpr auto route = apibind::get("/conversations.list{?types,exclude_archived,limit,cursor}");
    struct request {
        std::optional<std::vector<conversation_type>> types{};
        std::optional<bool> exclude_archived{};
        std::optional<int> limit{};
        std::optional<std::string> cursor{};
    };
    using response = conversations;
    static constexpr auto paging =
        apibind::next_cursor<&request::cursor, &conversations::response_metadata, &metadata::next_cursor>()
            .items<&conversations::channels>();
};
BOOST_DESCRIBE_STRUCT(list_conversations::request, (), (types, exclude_archived, limit, cursor))
static_assert(apibind::valid<list_conversations>);

// [endpoint] call_webhook
struct hooks {
    static constexpr auto base = apibind::base("https://hooks.slack.com/services");
};
struct call_webhook : hooks { // the URL is the credential; answers are words
    static constexpr auto route = apibind::post("/{+hook}");
    struct request {
        apibind::required<std::string> hook, text;
    };
    using response = apibind::content;
    using error = apibind::content;
};
BOOST_DESCRIBE_STRUCT(call_webhook::request, (), (hook, text))
static_assert(apibind::valid<call_webhook>);
// [endpoint] update_message
struct update_message : api {
    static constexpr auto route = apibind::post("/chat.update");
    struct request {
        apibind::required<std::string> channel, ts;
        std::optional<std::string> text{};
        std::optional<std::vector<block>> blocks{};
    };
    using response = posted;
};
BOOST_DESCRIBE_STRUCT(update_message::request, (), (channel, ts, text, blocks))
static_assert(apibind::valid<update_message>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("xoxb-1"));
std::string const token = "Authorization: Bearer xoxb-1\n";

} // namespace slack

using namespace slack;
using support::answer;
using support::rendered;

TEST_CASE("slack: a message of blocks") {
    CHECK(rendered<post_message>(
              it, {.channel = "C1", .text = "hi",
                   .blocks = {{section{mrkdwn{"*hi*"}, "b1"}, divider{}, image{"https://a/b.png", "a cat"}}}}) ==
          "POST https://slack.com/api/chat.postMessage\n"
          "Accept: application/json\nContent-Type: application/json\n" + token + "\n"
          R"({"channel":"C1","text":"hi","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*hi*"},"block_id":"b1"},)"
          R"({"type":"divider"},{"type":"image","image_url":"https://a/b.png","alt_text":"a cat"}]})");
    auto const sent = apibind::interpret<post_message>(
        answer(200, R"({"ok":true,"channel":"C1","ts":"1503435956.000247","message":{"text":"hi"}})"));
    REQUIRE(sent);
    CHECK(sent->ts == "1503435956.000247");
    auto const refused = apibind::interpret<post_message>(
        answer(200, R"({"ok":false,"error":"missing_scope","needed":"chat:write","provided":"users:read"})"));
    REQUIRE(!refused);
    CHECK(refused.error().kind == apibind::failure_kind::refusal);
    CHECK(refused.error().vendor_error->needed == "chat:write");
}

TEST_CASE("slack: conversations come in pages by a cursor, the last of which is empty") {
    CHECK(rendered<list_conversations>(it, {.types = {{conversation_type::public_channel, conversation_type::im}},
                                            .exclude_archived = true, .limit = 2}) ==
          "GET https://slack.com/api/conversations.list?types=public_channel,im&exclude_archived=true&limit=2\n"
          "Accept: application/json\n" + token);
    auto const page = apibind::interpret<list_conversations>(answer(200, R"({"ok":true,"channels":[{"id":"C1",
        "name":"general","is_private":false,"created":1449252889,"unlinked":0}],"response_metadata":{"next_cursor":"dGVhbTpD"}})"));
    REQUIRE(page);
    CHECK(page->channels.at(0).name == "general");
    list_conversations::request next;
    CHECK(list_conversations::paging.next<list_conversations>(next, *page, page.info()).what == apibind::page_step::kind::again);
    CHECK(next.cursor == "dGVhbTpD");
    auto const last = apibind::interpret<list_conversations>(
        answer(200, R"({"ok":true,"channels":[],"response_metadata":{"next_cursor":""}})"));
    REQUIRE(last);
    CHECK(list_conversations::paging.next<list_conversations>(next, *last, last.info()).what == apibind::page_step::kind::last);
    auto const busy = apibind::interpret<list_conversations>(
        answer(429, R"({"ok":false,"error":"ratelimited"})", {{"Retry-After", "30"}}));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->error == "ratelimited");
    CHECK(busy.info().retry_after == std::chrono::seconds(30));
}

TEST_CASE("slack: a webhook answers in words") {
    auto const hook = support::unconnected<hooks>();
    CHECK(rendered<call_webhook>(hook, {.hook = "T1/B1/x", .text = "hi"}) ==
          "POST https://hooks.slack.com/services/T1/B1/x\nAccept: */*\nContent-Type: application/json\n\n"
          R"({"text":"hi"})");
    auto const done = apibind::interpret<call_webhook>(answer(200, "ok", {{"Content-Type", "text/html"}}));
    REQUIRE(done);
    CHECK(done->data == "ok");
    auto const refused = apibind::interpret<call_webhook>(answer(404, "no_service", {{"Content-Type", "text/plain"}}));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->data == "no_service");
}

TEST_CASE("slack: a message is changed") {
    CHECK(rendered<update_message>(it, {.channel = "C1", .ts = "1503435956.000247", .text = "hi"}) ==
          "POST https://slack.com/api/chat.update\nAccept: application/json\nContent-Type: application/json\n" + token +
              "\n" R"({"channel":"C1","ts":"1503435956.000247","text":"hi"})");
    auto const changed = apibind::interpret<update_message>(
        answer(200, R"({"ok":true,"channel":"C1","ts":"1503435956.000247","text":"hi"})"));
    REQUIRE(changed);
    CHECK(changed->channel == "C1");
    auto const late = apibind::interpret<update_message>(answer(200, R"({"ok":false,"error":"edit_window_closed"})"));
    REQUIRE(!late);
    CHECK(late.outcome() == apibind::outcome::rejected);
    CHECK(late.error().vendor_error->error == "edit_window_closed");
}
