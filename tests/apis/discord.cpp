// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// https://discord.com/developers/docs/reference
namespace discord {

using snowflake = apibind::in_string<std::uint64_t>;
struct refusal {
    int code = 0;
    std::string message;
    std::optional<double> retry_after{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (code, message, retry_after))

struct api {
    static constexpr auto base = apibind::base("https://discord.com/api/v10");
    static constexpr auto auth = apibind::header_token("Authorization", "Bot ");
    using error = refusal;
    static std::optional<std::chrono::duration<double>> retry_after_of(refusal const& r) {
        if (!r.retry_after) return {};
        return std::chrono::duration<double>(*r.retry_after);
    }
};

struct user {
    snowflake id;
    std::string username;
};
BOOST_DESCRIBE_STRUCT(user, (), (id, username))
struct attachment {
    snowflake id;
    std::string filename;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(attachment, (), (id, filename, size))
struct message {
    snowflake id, channel_id;
    user author;
    std::string content;
    apibind::rfc3339 timestamp;
    std::vector<attachment> attachments;
};
BOOST_DESCRIBE_STRUCT(message, (), (id, channel_id, author, content, timestamp, attachments))

// [endpoint] create_message
struct described_file { int id = 0; std::optional<std::string> description{}; };
BOOST_DESCRIBE_STRUCT(described_file, (), (id, description))
struct draft { std::optional<std::string> content{}; std::optional<std::vector<described_file>> attachments{}; };
BOOST_DESCRIBE_STRUCT(draft, (), (content, attachments))
struct create_message : api {
    static constexpr auto route = apibind::post("/channels/{channel}/messages");
    static constexpr auto body = apibind::multipart(apibind::indexed);
    struct request {
        apibind::required<std::uint64_t> channel; apibind::required<draft> payload_json;
        std::optional<std::vector<apibind::file>> files{};
    };
    using response = message;
};
BOOST_DESCRIBE_STRUCT(create_message::request, (), (channel, payload_json, files))
static_assert(apibind::valid<create_message>);

// [endpoint] list_messages
struct list_messages : api {
    static constexpr auto route = apibind::get("/channels/{channel}/messages{?before,limit}");
    struct request {
        apibind::required<std::uint64_t> channel;
        std::optional<std::uint64_t> before{};
        std::optional<int> limit{};
    };
    using response = std::vector<message>;
    static constexpr auto paging = apibind::next_cursor<&request::before, apibind::last_item, &message::id>().items().limit<&request::limit>();
};
BOOST_DESCRIBE_STRUCT(list_messages::request, (), (channel, before, limit))
static_assert(apibind::valid<list_messages>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("MTk.x.y"));
constexpr auto one = R"({"id":"1234567890123456789","channel_id":"42","author":{"id":"7","username":"o","bot":true},"content":"hi",
    "timestamp":"2026-01-01T00:00:00.123000+00:00","attachments":[{"id":"8","filename":"a.txt","size":2,"url":"https://cdn"}],"type":0})";

} // namespace discord

using namespace discord;
using support::answer;
using support::rendered;

TEST_CASE("discord: JSON beside numbered files") {
    CHECK(rendered<create_message>(it, {.channel = 1234567890123456789,
                                        .payload_json = draft{.content = "hi", .attachments = {{{0, "a text"}}}},
                                        .files = {{apibind::file::of("hi", {"a.txt", "text/plain"})}}}) ==
          "POST https://discord.com/api/v10/channels/1234567890123456789/messages\n"
          "Accept: application/json\nContent-Type: multipart/form-data; boundary=B\nAuthorization: Bot MTk.x.y\n\n"
          "--B\nContent-Disposition: form-data; name=\"payload_json\"\nContent-Type: application/json\n\n"
          R"({"content":"hi","attachments":[{"id":0,"description":"a text"}]})"
          "\n--B\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\nContent-Type: text/plain\n\nhi\n--B--\n");
    auto const made = apibind::interpret<create_message>(answer(200, one));
    REQUIRE(made);
    CHECK(*made->id == 1234567890123456789u);
    CHECK(made->attachments.at(0).filename == "a.txt");
    CHECK(made->timestamp.fraction() == std::chrono::milliseconds(123));
    auto const refused = apibind::interpret<create_message>(
        answer(400, R"({"code":50035,"message":"Invalid Form Body","errors":{"content":{"_errors":[]}}})"));
    CHECK(refused.error().vendor_error->code == 50035);
}

TEST_CASE("discord: messages before one") {
    CHECK(rendered<list_messages>(it, {.channel = 42, .before = 1234567890123456789, .limit = 1}) ==
          "GET https://discord.com/api/v10/channels/42/messages?before=1234567890123456789&limit=1\n"
          "Accept: application/json\nAuthorization: Bot MTk.x.y\n");
    auto const page = apibind::interpret<list_messages>(answer(200, "[" + std::string(one) + "]"));
    REQUIRE(page);
    CHECK(*page->at(0).author.id == 7);
    auto const busy = apibind::interpret<list_messages>(
        answer(429, R"({"message":"You are being rate limited.","retry_after":0.65,"global":false,"code":0})"));
    CHECK(busy.error().vendor_error->retry_after == 0.65);
    CHECK(busy.info().retry_after == std::chrono::seconds(1));
    CHECK(busy.outcome() == apibind::outcome::rejected);
}
