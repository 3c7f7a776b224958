// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/json_value.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://developer.pagerduty.com/api-reference
namespace pagerduty {

struct fault {
    int code = 0;
    std::string message;
    std::optional<std::vector<std::string>> errors{};
};
BOOST_DESCRIBE_STRUCT(fault, (), (code, message, errors))
struct refusal {
    fault error;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (error))

struct api {
    static constexpr auto base = apibind::base("https://api.pagerduty.com");
    static constexpr auto auth = apibind::header_token("Authorization", "Token token=");
    static constexpr auto fields = apibind::fields(apibind::field("Accept", "application/vnd.pagerduty+json;version=2"));
    using error = refusal;
};

// [endpoint] create_incident
enum class urgency { high, low };
BOOST_DESCRIBE_ENUM(urgency, high, low)
struct reference { std::string id; apibind::constant<"service_reference"> type{}; };
BOOST_DESCRIBE_STRUCT(reference, (), (id, type))
struct new_incident { std::string title; reference service; std::optional<urgency> level{}; apibind::constant<"incident"> type{}; };
BOOST_DESCRIBE_STRUCT(new_incident, (), (title, service, level, type))
consteval auto wire_names(std::type_identity<new_incident>) { return apibind::names(apibind::name<&new_incident::level>("urgency")); }
struct incident { std::string id; int incident_number = 0; std::string status, html_url; apibind::rfc3339 created_at; };
BOOST_DESCRIBE_STRUCT(incident, (), (id, incident_number, status, html_url, created_at))
struct create_incident : api {
    static constexpr auto route = apibind::post("/incidents");
    struct request { apibind::required<std::string> from; apibind::required<new_incident> incident; };
    static constexpr auto fields = apibind::fields(apibind::field<&request::from>("From"));
    struct response { pagerduty::incident incident; };
};
BOOST_DESCRIBE_STRUCT(create_incident::request, (), (from, incident))
BOOST_DESCRIBE_STRUCT(create_incident::response, (), (incident))
static_assert(apibind::valid<create_incident>);

// [endpoint] enqueue
struct events { // the other API: who calls is said in the content
    static constexpr auto base = apibind::base("https://events.pagerduty.com/v2");
};
enum class action { trigger, acknowledge, resolve };
BOOST_DESCRIBE_ENUM(action, trigger, acknowledge, resolve)
enum class severity { critical, error, warning, info };
BOOST_DESCRIBE_ENUM(severity, critical, error, warning, info)
struct alert { std::string summary, source; pagerduty::severity severity{}; std::optional<apibind::json_value> custom_details{}; };
BOOST_DESCRIBE_STRUCT(alert, (), (summary, source, severity, custom_details))
struct enqueue : events {
    static constexpr auto route = apibind::post("/enqueue");
    struct request {
        apibind::required<apibind::secret> routing_key;
        apibind::required<action> event_action;
        std::optional<std::string> dedup_key{};
        std::optional<alert> payload{};
    };
    struct response { std::string status, message; std::optional<std::string> dedup_key{}; };
    struct error { std::string status, message; std::vector<std::string> errors; };
};
BOOST_DESCRIBE_STRUCT(enqueue::request, (), (routing_key, event_action, dedup_key, payload))
BOOST_DESCRIBE_STRUCT(enqueue::response, (), (status, message, dedup_key))
BOOST_DESCRIBE_STRUCT(enqueue::error, (), (status, message, errors))
static_assert(apibind::valid<enqueue>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("y_NbAkKc66"));
auto const door = support::unconnected<events>();

} // namespace pagerduty

using namespace pagerduty;
using support::answer;
using support::rendered;

TEST_CASE("pagerduty: an incident from somebody") {
    CHECK(rendered<create_incident>(it, {.from = "o@example.com", .incident = new_incident{"Down", {"PWIXJZS", {}}, urgency::high, {}}}) ==
          "POST https://api.pagerduty.com/incidents\n"
          "Accept: application/vnd.pagerduty+json;version=2\nFrom: o@example.com\nContent-Type: application/json\n"
          "Authorization: Token token=y_NbAkKc66\n\n"
          R"({"incident":{"title":"Down","service":{"id":"PWIXJZS","type":"service_reference"},"urgency":"high","type":"incident"}})");
    auto const made = apibind::interpret<create_incident>(answer(201, R"({"incident":{"id":"PT4KHLK","type":"incident",
        "incident_number":1234,"status":"triggered","html_url":"https://s.pagerduty.com/incidents/PT4KHLK","created_at":"2026-01-01T00:00:00Z"}})"));
    REQUIRE(made);
    CHECK(made->incident.incident_number == 1234);
    auto const refused = apibind::interpret<create_incident>(
        answer(400, R"({"error":{"message":"Invalid Input Provided","code":2001,"errors":["Title is required"]}})"));
    CHECK(refused.error().vendor_error->error.code == 2001);
}

TEST_CASE("pagerduty: an event, whose key nobody sees") {
    CHECK(rendered<enqueue>(door, {.routing_key = apibind::secret("R0UT1NG"),
                                   .event_action = action::trigger,
                                   .dedup_key = "d1",
                                   .payload = alert{"Down", "web-1", severity::critical, {}}}) ==
          "POST https://events.pagerduty.com/v2/enqueue\nAccept: application/json\nContent-Type: application/json\n\n"
          R"({"routing_key":"R0UT1NG","event_action":"trigger","dedup_key":"d1",)"
          R"("payload":{"summary":"Down","source":"web-1","severity":"critical"}})");
    CHECK(apibind::interpret<enqueue>(answer(202, R"({"status":"success","message":"Event processed","dedup_key":"d1"})"))->dedup_key == "d1");
    auto const refused = apibind::interpret<enqueue>(
        answer(400, R"({"status":"invalid event","message":"Event object is invalid","errors":["'routing_key' is missing"]})"));
    CHECK(refused.error().vendor_error->errors.size() == 1);
}
