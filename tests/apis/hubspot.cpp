// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://developers.hubspot.com/docs/api/crm
namespace hubspot {

struct problem {
    std::string status, message;
    std::optional<std::string> correlationId{}, category{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (status, message, correlationId, category))

struct api {
    static constexpr auto base = apibind::base("https://api.hubapi.com");
    static constexpr auto auth = apibind::bearer;
    using error = problem;
};

struct contact {
    std::string id;
    std::map<std::string, std::optional<std::string>> properties;
    apibind::rfc3339 createdAt;
    bool archived = false;
};
BOOST_DESCRIBE_STRUCT(contact, (), (id, properties, createdAt, archived))

// [endpoint] search_contacts
enum class comparison { eq, neq, lt, gte, has_property, contains_token };
BOOST_DESCRIBE_ENUM(comparison, eq, neq, lt, gte, has_property, contains_token)
consteval auto wire_names(std::type_identity<comparison>) { return apibind::names(apibind::upper_snake_case); }
struct filter { std::string propertyName; comparison op{}; std::optional<std::string> value{}; };
consteval auto wire_names(std::type_identity<filter>) { return apibind::names(apibind::name<&filter::op>("operator")); }
BOOST_DESCRIBE_STRUCT(filter, (), (propertyName, op, value))
struct filter_group { std::vector<filter> filters; };
BOOST_DESCRIBE_STRUCT(filter_group, (), (filters))
struct next { std::string after; };
BOOST_DESCRIBE_STRUCT(next, (), (after))
struct paging { std::optional<hubspot::next> next{}; };
BOOST_DESCRIBE_STRUCT(paging, (), (next))
struct contacts { int total = 0; std::vector<contact> results; std::optional<hubspot::paging> paging{}; };
BOOST_DESCRIBE_STRUCT(contacts, (), (total, results, paging))
struct search_contacts : api {
    static constexpr auto route = apibind::post("/crm/v3/objects/contacts/search");
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        std::optional<std::vector<filter_group>> filterGroups{};
        std::optional<std::vector<std::string>> properties{};
        std::optional<int> limit{};
        std::optional<std::string> after{};
    };
    using response = contacts;
    static constexpr auto paging = apibind::next_cursor<&request::after, &contacts::paging, &hubspot::paging::next,
                                                        &next::after>().items<&contacts::results>();
};
BOOST_DESCRIBE_STRUCT(search_contacts::request, (), (filterGroups, properties, limit, after))
static_assert(apibind::valid<search_contacts>);

// [endpoint] create_contacts
struct input { std::map<std::string, std::string> properties; std::optional<std::string> objectWriteTraceId{}; };
BOOST_DESCRIBE_STRUCT(input, (), (properties, objectWriteTraceId))
struct created { std::string status; std::vector<contact> results; std::optional<std::vector<problem>> errors{}; };
BOOST_DESCRIBE_STRUCT(created, (), (status, results, errors))
struct create_contacts : api {
    static constexpr auto route = apibind::post("/crm/v3/objects/contacts/batch/create");
    struct request {
        apibind::required<std::vector<input>> inputs;
    };
    using response = created; // 201, or 207 where some were refused
    static apibind::outcome outcome_of(created const& c) {
        if (!c.errors || c.errors->empty()) return apibind::outcome::executed;
        return c.results.empty() ? apibind::outcome::rejected : apibind::outcome::partial;
    }
};
BOOST_DESCRIBE_STRUCT(create_contacts::request, (), (inputs))
static_assert(apibind::valid<create_contacts>);
// [endpoint] get_contact
struct get_contact : api {
    static constexpr auto route = apibind::get("/crm/v3/objects/contacts/{id}{?properties,idProperty}");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::vector<std::string>> properties{};
        std::optional<std::string> idProperty{};
    };
    using response = contact;
};
BOOST_DESCRIBE_STRUCT(get_contact::request, (), (id, properties, idProperty))
static_assert(apibind::valid<get_contact>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("pat-1"));
std::string const head = "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer pat-1\n\n";

} // namespace hubspot

using support::answer;
using support::rendered;

TEST_CASE("hubspot: contacts are found by groups of filters, and the cursor is in the content") {
    using namespace hubspot;
    CHECK(rendered<search_contacts>(it, {.filterGroups = {{{{{"email", comparison::contains_token, "*@a.pl"},
                                                             {"phone", comparison::has_property}}}}},
                                         .properties = {{"email"}}, .limit = 1}) ==
          "POST https://api.hubapi.com/crm/v3/objects/contacts/search\n" + head +
          R"({"filterGroups":[{"filters":[{"propertyName":"email","operator":"CONTAINS_TOKEN","value":"*@a.pl"},)"
          R"({"propertyName":"phone","operator":"HAS_PROPERTY"}]}],"properties":["email"],"limit":1})");
    auto const page = apibind::interpret<search_contacts>(answer(200, R"({"total":2,"results":[{"id":"1","properties":{
        "email":"x@a.pl","phone":null},"createdAt":"2026-01-01T00:00:00.100Z","archived":false}],"paging":{"next":{"after":"1","link":"?after=1"}}})"));
    REQUIRE(page);
    CHECK(page->results.at(0).properties.at("email") == "x@a.pl");
    CHECK(!page->results.at(0).properties.at("phone"));
    search_contacts::request following;
    CHECK(search_contacts::paging.next<search_contacts>(following, *page, page.info()).what == apibind::page_step::kind::again);
    CHECK(following.after == "1");
    auto const busy = apibind::interpret<search_contacts>(answer(429, R"({"status":"error","message":"You have reached your secondly limit.",
        "errorType":"RATE_LIMIT","correlationId":"c-1","category":"RATE_LIMITS"})"));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->category == "RATE_LIMITS");
}

TEST_CASE("hubspot: of a batch some may be refused") {
    using namespace hubspot;
    CHECK(rendered<create_contacts>(it, {.inputs = {{{{{"email", "x@a.pl"}}}, {{{"email", "y"}}, "t-2"}}}}) ==
          "POST https://api.hubapi.com/crm/v3/objects/contacts/batch/create\n" + head +
          R"({"inputs":[{"properties":{"email":"x@a.pl"}},{"properties":{"email":"y"},"objectWriteTraceId":"t-2"}]})");
    auto const some = apibind::interpret<create_contacts>(answer(207, R"({"status":"COMPLETE","results":[{"id":"1","properties":{
        "email":"x@a.pl"},"createdAt":"2026-01-01T00:00:00Z","archived":false}],"numErrors":1,"errors":[{"status":"error",
        "category":"VALIDATION_ERROR","message":"Email address y is invalid","context":{"objectWriteTraceId":["t-2"]}}]})"));
    REQUIRE(some);
    CHECK(some.outcome() == apibind::outcome::partial);
    CHECK(some->errors->at(0).category == "VALIDATION_ERROR");
    auto const conflict = apibind::interpret<create_contacts>(answer(409, R"({"status":"error","message":"Contact already exists",
        "correlationId":"c-2","category":"CONFLICT"})"));
    REQUIRE(!conflict);
    CHECK(conflict.outcome() == apibind::outcome::rejected);
    CHECK(conflict.error().vendor_error->correlationId == "c-2");
}

TEST_CASE("hubspot: a contact by another property than its id") {
    using namespace hubspot;
    CHECK(rendered<get_contact>(it, {.id = "x@a.pl", .properties = {{"email", "phone"}}, .idProperty = "email"}) ==
          "GET https://api.hubapi.com/crm/v3/objects/contacts/x%40a.pl?properties=email,phone&idProperty=email\n"
          "Accept: application/json\nAuthorization: Bearer pat-1\n");
    auto const found = apibind::interpret<get_contact>(answer(200, R"({"id":"1","properties":{"email":"x@a.pl","phone":null},
        "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","archived":true})"));
    REQUIRE(found);
    CHECK(found->archived);
    auto const missing = apibind::interpret<get_contact>(
        answer(404, R"({"status":"error","message":"resource not found","correlationId":"c-3"})"));
    REQUIRE(!missing);
    CHECK(missing.error().vendor_error->message == "resource not found");
}
