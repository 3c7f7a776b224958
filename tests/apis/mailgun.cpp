// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://documentation.mailgun.com/docs/mailgun/api-reference
namespace mailgun {

enum class region { eu };
BOOST_DESCRIBE_ENUM(region, eu)
struct refusal {
    std::string message;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (message))

struct api {
    static constexpr auto base = apibind::base("https://api{.where}.mailgun.net/v3");
    static constexpr auto auth = apibind::basic; // the user is "api"
    struct server {
        std::optional<region> where{};
    };
    using error = refusal;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (where))

// [endpoint] send
enum class yes_no { no, yes };
BOOST_DESCRIBE_ENUM(yes_no, no, yes)
struct send : api {
    static constexpr auto route = apibind::post("/{domain}/messages");
    static constexpr auto body = apibind::multipart;
    struct request {
        apibind::required<std::string> domain, from;
        apibind::required<std::vector<std::string>> to;
        apibind::required<std::string> subject;
        std::optional<std::string> text{};
        std::optional<std::vector<apibind::file>> attachment{};
        std::optional<std::vector<std::string>> tag{};
        std::optional<apibind::rfc2822> delivery_time{};
        std::optional<yes_no> test_mode{};
        std::optional<apibind::in_string<std::map<std::string, std::string>>> variables{};
    };
    struct response { std::string id, message; };
};
BOOST_DESCRIBE_STRUCT(send::request, (), (domain, from, to, subject, text, attachment, tag, delivery_time, test_mode, variables))
consteval auto wire_names(std::type_identity<send::request>) {
    return apibind::names(apibind::name<&send::request::tag>("o:tag"), apibind::name<&send::request::delivery_time>("o:deliverytime"),
                          apibind::name<&send::request::test_mode>("o:testmode"), apibind::name<&send::request::variables>("t:variables"));
}
BOOST_DESCRIBE_STRUCT(send::response, (), (id, message))
static_assert(apibind::valid<send>);
// [end]

auto const it = support::unconnected<api>(api::server{.where = region::eu}, apibind::user_password{"api", apibind::secret("key")});

} // namespace mailgun

using namespace mailgun;
using support::answer;
using support::rendered;

TEST_CASE("mailgun: parts that repeat, names with a colon, and a file") {
    CHECK(rendered<mailgun::send>(it, {.domain = "mg.example.com",
                              .from = "a@example.com",
                              .to = {{"b@example.com", "c@example.com"}},
                              .subject = "Hi",
                              .attachment = {{apibind::file::of("1,2\n", {"t.csv", "text/csv"})}},
                              .delivery_time = std::chrono::sys_seconds(std::chrono::seconds(1767225600)),
                              .test_mode = yes_no::yes,
                              .variables = std::map<std::string, std::string>{{"who", "B"}}}) ==
          "POST https://api.eu.mailgun.net/v3/mg.example.com/messages\n"
          "Accept: application/json\nContent-Type: multipart/form-data; boundary=B\nAuthorization: Basic YXBpOmtleQ==\n\n"
          "--B\nContent-Disposition: form-data; name=\"from\"\n\na@example.com\n"
          "--B\nContent-Disposition: form-data; name=\"to\"\n\nb@example.com\n"
          "--B\nContent-Disposition: form-data; name=\"to\"\n\nc@example.com\n"
          "--B\nContent-Disposition: form-data; name=\"subject\"\n\nHi\n"
          "--B\nContent-Disposition: form-data; name=\"attachment\"; filename=\"t.csv\"\nContent-Type: text/csv\n\n1,2\n\n"
          "--B\nContent-Disposition: form-data; name=\"o:deliverytime\"\n\nThu, 01 Jan 2026 00:00:00 +0000\n"
          "--B\nContent-Disposition: form-data; name=\"o:testmode\"\n\nyes\n"
          "--B\nContent-Disposition: form-data; name=\"t:variables\"\n\n{\"who\":\"B\"}\n--B--\n");
    auto const sent = apibind::interpret<mailgun::send>(answer(200, R"({"id":"<2026@mg.example.com>","message":"Queued. Thank you."})"));
    REQUIRE(sent);
    CHECK(sent->id == "<2026@mg.example.com>");
    auto const refused = apibind::interpret<mailgun::send>(answer(400, R"({"message":"to parameter is not a valid address"})"));
    CHECK(refused.error().vendor_error->message == "to parameter is not a valid address");
    CHECK(!apibind::interpret<mailgun::send>(answer(401, "Forbidden")).error().vendor_error);
}
