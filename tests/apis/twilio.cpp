// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://www.twilio.com/docs/messaging/api/message-resource
namespace twilio {

struct problem {
    int code = 0, status = 0;
    std::string message;
    std::optional<std::string> more_info{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (code, status, message, more_info))

struct api {
    static constexpr auto base = apibind::base("https://api.twilio.com/2010-04-01/Accounts/{account_sid}");
    static constexpr auto auth = apibind::basic;
    static constexpr auto body = apibind::form(apibind::repeated);
    struct server {
        apibind::required<std::string> account_sid;
    };
    using error = problem;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (account_sid))

enum class message_status { queued, sending, sent, delivered, undelivered, failed };
BOOST_DESCRIBE_ENUM(message_status, queued, sending, sent, delivered, undelivered, failed)
struct message {
    std::string sid, to;
    apibind::open_enum<message_status> status;
    apibind::in_string<int> num_segments;
    std::optional<apibind::in_string<apibind::decimal>> price{};
    std::optional<int> error_code{};
    apibind::rfc2822 date_created;
};
BOOST_DESCRIBE_STRUCT(message, (), (sid, to, status, num_segments, price, error_code, date_created))

// [endpoint] send_message
struct send_message : api {
    static constexpr auto route = apibind::post("/Messages.json");
    struct request {
        apibind::required<std::string> to, from;
        std::optional<std::string> body{};
        std::optional<std::vector<std::string>> media_url{};
        std::optional<apibind::rfc3339> send_at{};
    };
    using response = message;
};
consteval auto wire_names(std::type_identity<send_message::request>) { return apibind::names(apibind::pascal_case); }
BOOST_DESCRIBE_STRUCT(send_message::request, (), (to, from, body, media_url, send_at))
static_assert(apibind::valid<send_message>);

// [endpoint] list_messages
struct messages { std::vector<message> messages; int page = 0; std::optional<std::string> next_page_uri{}; };
BOOST_DESCRIBE_STRUCT(messages, (), (messages, page, next_page_uri))
struct list_messages : api {
    static constexpr auto route = apibind::get("/Messages.json?To={to}&DateSent%3E={since}&PageSize={page_size}");
    struct request {
        std::optional<std::string> to{};
        std::optional<std::chrono::year_month_day> since{};
        std::optional<int> page_size{};
    };
    using response = messages;
    static constexpr auto paging = apibind::next_url<&messages::next_page_uri>().items<&messages::messages>();
};
BOOST_DESCRIBE_STRUCT(list_messages::request, (), (to, since, page_size))
static_assert(apibind::valid<list_messages>);
// [end]

auto const it = support::unconnected<api>(api::server{.account_sid = "AC1"},
                                          apibind::user_password{"AC1", apibind::secret("t")});
std::string const sms = R"({"sid":"SM1","to":"+48600100200","status":"queued","num_segments":"2","price":"-0.00750",
    "error_code":null,"date_created":"Thu, 24 Aug 2023 05:01:45 +0000","uri":"/x"})";

} // namespace twilio

using namespace twilio;
using support::answer;
using support::rendered;

TEST_CASE("twilio: a message is a form whose lists repeat their name") {
    CHECK(rendered<send_message>(it, {.to = "+48600100200", .from = "+15005550006", .body = "Cześć & hi",
                                      .media_url = {{"https://a/1", "https://a/2"}}}) ==
          "POST https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json\n"
          "Accept: application/json\nContent-Type: application/x-www-form-urlencoded\nAuthorization: Basic QUMxOnQ=\n\n"
          "To=%2B48600100200&From=%2B15005550006&Body=Cze%C5%9B%C4%87+%26+hi"
          "&MediaUrl=https%3A%2F%2Fa%2F1&MediaUrl=https%3A%2F%2Fa%2F2");
    auto const sent = apibind::interpret<send_message>(answer(201, sms));
    REQUIRE(sent);
    CHECK(sent->num_segments.value() == 2);
    CHECK(sent->price->value().text() == "-0.00750");
    CHECK(sent->status == message_status::queued);
    CHECK(sent->date_created.seconds().time_since_epoch().count() == 1692853305);
    auto const refused = apibind::interpret<send_message>(answer(400, R"({"code":21211,"message":"The 'To' number is invalid",
        "more_info":"https://www.twilio.com/docs/errors/21211","status":400})"));
    REQUIRE(!refused);
    CHECK(refused.outcome() == apibind::outcome::rejected);
    CHECK(refused.error().vendor_error->code == 21211);
}

TEST_CASE("twilio: messages since a day, and the URL of the next page") {
    using namespace std::chrono;
    CHECK(rendered<list_messages>(it, {.to = "+1", .since = 2026y / 1 / 2, .page_size = 1}) ==
          "GET https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json?To=%2B1&DateSent%3E=2026-01-02&PageSize=1\n"
          "Accept: application/json\nAuthorization: Basic QUMxOnQ=\n");
    auto const page = apibind::interpret<list_messages>(answer(200, R"({"page":0,"messages":[)" + sms +
        R"(],"next_page_uri":"/2010-04-01/Accounts/AC1/Messages.json?PageSize=1&Page=1&PageToken=PASM1"})"));
    REQUIRE(page);
    CHECK(page->messages.at(0).sid == "SM1");
    list_messages::request next;
    CHECK(list_messages::paging.next<list_messages>(next, *page, page.info()).text ==
          "/2010-04-01/Accounts/AC1/Messages.json?PageSize=1&Page=1&PageToken=PASM1");
    auto const denied = apibind::interpret<list_messages>(
        answer(401, R"({"code":20003,"message":"Authenticate","status":401})"));
    REQUIRE(!denied);
    CHECK(denied.error().vendor_error->code == 20003);
}
