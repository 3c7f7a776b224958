// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://www.twilio.com/docs/sendgrid/api-reference
namespace sendgrid {

enum class region { eu };
BOOST_DESCRIBE_ENUM(region, eu)
struct fault {
    std::string message;
    std::optional<std::string> field{};
};
BOOST_DESCRIBE_STRUCT(fault, (), (message, field))
struct faults {
    std::vector<fault> errors;
};
BOOST_DESCRIBE_STRUCT(faults, (), (errors))

struct api {
    static constexpr auto base = apibind::base("https://api{.where}.sendgrid.com/v3");
    static constexpr auto auth = apibind::bearer;
    struct server {
        std::optional<region> where{};
    };
    using error = faults;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (where))

// [endpoint] send_mail
struct address { std::string email; std::optional<std::string> name{}; };
BOOST_DESCRIBE_STRUCT(address, (), (email, name))
struct envelope_of_mail { std::vector<address> to; std::optional<std::map<std::string, std::string>> substitutions{}; };
BOOST_DESCRIBE_STRUCT(envelope_of_mail, (), (to, substitutions))
struct part { std::string type, value; };
BOOST_DESCRIBE_STRUCT(part, (), (type, value))
struct accepted_mail { std::string x_message_id; };
BOOST_DESCRIBE_STRUCT(accepted_mail, (), (x_message_id))
consteval auto wire_names(std::type_identity<accepted_mail>) { return apibind::names(apibind::upper_kebab_case); }
struct send_mail : api {
    static constexpr auto route = apibind::post("/mail/send");
    struct request {
        apibind::required<std::vector<envelope_of_mail>> personalizations;
        apibind::required<address> from;
        apibind::required<std::string> subject;
        apibind::required<std::vector<part>> content;
        std::optional<apibind::unix_seconds> send_at{};
    };
    using response = apibind::with_fields<void, accepted_mail>;
};
BOOST_DESCRIBE_STRUCT(send_mail::request, (), (personalizations, from, subject, content, send_at))
static_assert(apibind::valid<send_mail>);

// [endpoint] list_bounces
struct bounce { apibind::unix_seconds created; std::string email, reason, status; };
BOOST_DESCRIBE_STRUCT(bounce, (), (created, email, reason, status))
struct list_bounces : api {
    static constexpr auto route = apibind::get("/suppression/bounces{?start_time,limit,offset}");
    struct request {
        std::optional<apibind::unix_seconds> start_time{};
        std::optional<int> limit{}, offset{};
    };
    using response = std::vector<bounce>;
    static constexpr auto paging = apibind::by_offset<&request::offset>().limit<&request::limit>();
};
BOOST_DESCRIBE_STRUCT(list_bounces::request, (), (start_time, limit, offset))
static_assert(apibind::valid<list_bounces>);
// [end]

auto const it = support::unconnected<api>(api::server{}, apibind::secret("SG.k"));
auto const in_europe = support::unconnected<api>(api::server{.where = region::eu}, apibind::secret("SG.k"));
constexpr std::chrono::sys_seconds new_year{std::chrono::seconds(1767225600)};

} // namespace sendgrid

using namespace sendgrid;
using support::answer;
using support::rendered;

TEST_CASE("sendgrid: a mail is accepted without content") {
    CHECK(rendered<send_mail>(it, {.personalizations = {{{.to = {{"a@example.com", "A"}}}}},
                                   .from = address{"b@example.com"},
                                   .subject = "Hi",
                                   .content = {{{"text/plain", "Hello"}}},
                                   .send_at = new_year}) ==
          "POST https://api.sendgrid.com/v3/mail/send\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer SG.k\n\n"
          R"({"personalizations":[{"to":[{"email":"a@example.com","name":"A"}]}],"from":{"email":"b@example.com"},)"
          R"("subject":"Hi","content":[{"type":"text/plain","value":"Hello"}],"send_at":1767225600})");
    auto const sent = apibind::interpret<send_mail>(answer(202, "", {{"X-Message-Id", "14c5d75ce93"}}));
    REQUIRE(sent);
    CHECK(sent->fields.x_message_id == "14c5d75ce93");
    auto const refused = apibind::interpret<send_mail>(
        answer(400, R"({"errors":[{"message":"m","field":"from.email","help":null}]})"));
    CHECK(refused.error().vendor_error->errors.at(0).field == "from.email");
    CHECK(refused.outcome() == apibind::outcome::rejected);
}

TEST_CASE("sendgrid: bounces of the European region") {
    CHECK(rendered<list_bounces>(in_europe, {.start_time = new_year, .limit = 1}) ==
          "GET https://api.eu.sendgrid.com/v3/suppression/bounces?start_time=1767225600&limit=1\n"
          "Accept: application/json\nAuthorization: Bearer SG.k\n");
    auto const list = apibind::interpret<list_bounces>(
        answer(200, R"([{"created":1767225600,"email":"a@example.com","reason":"550 5.1.1","status":"5.1.1"}])"));
    REQUIRE(list);
    CHECK(list->at(0).created == new_year);
    CHECK(list->at(0).status == "5.1.1");
}
