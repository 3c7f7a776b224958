// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://developer.zendesk.com/api-reference/ticketing/tickets/tickets
namespace zendesk {

struct titled { std::string title, message; };
BOOST_DESCRIBE_STRUCT(titled, (), (title, message))
struct problem { std::variant<std::string, titled> error; std::optional<std::string> description{}; };
BOOST_DESCRIBE_STRUCT(problem, (), (error, description))

struct api {
    static constexpr auto base = apibind::base("https://{subdomain}.zendesk.com/api/v2");
    static constexpr auto auth = apibind::basic; // of agent@example.com/token and the token
    struct server {
        apibind::required<std::string> subdomain;
    };
    using error = problem;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (subdomain))

enum class priority { low, normal, high, urgent };
BOOST_DESCRIBE_ENUM(priority, low, normal, high, urgent)
struct field { std::int64_t id = 0; std::variant<std::monostate, bool, std::string, std::vector<std::string>> value; };
BOOST_DESCRIBE_STRUCT(field, (), (id, value))
struct ticket {
    std::int64_t id = 0;
    std::string subject;
    std::optional<zendesk::priority> priority{};
    std::vector<field> custom_fields;
    apibind::rfc3339 updated_at;
};
BOOST_DESCRIBE_STRUCT(ticket, (), (id, subject, priority, custom_fields, updated_at))

// [endpoint] list_tickets
struct meta { bool has_more = false; std::optional<std::string> after_cursor{}; };
BOOST_DESCRIBE_STRUCT(meta, (), (has_more, after_cursor))
struct tickets { std::vector<ticket> tickets; zendesk::meta meta; };
BOOST_DESCRIBE_STRUCT(tickets, (), (tickets, meta))
struct list_tickets : api {
    static constexpr auto route = apibind::get("/tickets?page[size]={size}&page[after]={after}&sort={sort}");
    struct request { std::optional<int> size = 100; std::optional<std::string> after{}, sort{}; };
    using response = tickets;
    static constexpr auto paging = apibind::next_cursor<&request::after, &tickets::meta, &meta::after_cursor>()
                                       .more<&tickets::meta, &meta::has_more>().items<&tickets::tickets>();
};
BOOST_DESCRIBE_STRUCT(list_tickets::request, (), (size, after, sort))
static_assert(apibind::valid<list_tickets>);
// [endpoint] change_ticket
struct comment { std::string body; std::optional<bool> is_public{}; };
consteval auto wire_names(std::type_identity<comment>) { return apibind::names(apibind::name<&comment::is_public>("public")); }
BOOST_DESCRIBE_STRUCT(comment, (), (body, is_public))
struct change { std::optional<zendesk::priority> priority{}; std::optional<zendesk::comment> comment{}; };
BOOST_DESCRIBE_STRUCT(change, (), (priority, comment))
struct changed { zendesk::ticket ticket; };
BOOST_DESCRIBE_STRUCT(changed, (), (ticket))
struct change_ticket : api {
    static constexpr auto route = apibind::put("/tickets/{id}");
    struct request {
        apibind::required<std::int64_t> id;
        apibind::required<change> ticket;
    };
    using response = changed;
};
BOOST_DESCRIBE_STRUCT(change_ticket::request, (), (id, ticket))
static_assert(apibind::valid<change_ticket>);
// [end]

auto const it = support::unconnected<api>(api::server{.subdomain = "north"},
                                          apibind::user_password{"a@b.pl/token", apibind::secret("t")});

} // namespace zendesk

using namespace zendesk;
using support::answer;
using support::rendered;

TEST_CASE("zendesk: tickets come in pages by a cursor, with fields of several types") {
    CHECK(rendered<list_tickets>(it, {.size = 2, .after = "abc=", .sort = "-updated_at"}) ==
          "GET https://north.zendesk.com/api/v2/tickets?page[size]=2&page[after]=abc%3D&sort=-updated_at\n"
          "Accept: application/json\nAuthorization: Basic YUBiLnBsL3Rva2VuOnQ=\n");
    auto const page = apibind::interpret<list_tickets>(answer(200, R"({"tickets":[{"id":35436,"subject":"Help","priority":null,
        "custom_fields":[{"id":1,"value":"745"},{"id":2,"value":null},{"id":3,"value":["a"]},{"id":4,"value":true}],
        "updated_at":"2026-01-01T00:00:00Z"}],"meta":{"has_more":true,"after_cursor":"xyz","before_cursor":"a"},"links":{}})"));
    REQUIRE(page);
    auto const& fields = page->tickets.at(0).custom_fields;
    CHECK(std::get<std::string>(fields.at(0).value) == "745");
    CHECK(fields.at(1).value.index() == 0);
    CHECK(std::get<std::vector<std::string>>(fields.at(2).value).at(0) == "a");
    list_tickets::request next;
    CHECK(list_tickets::paging.next<list_tickets>(next, *page, page.info()).what == apibind::page_step::kind::again);
    CHECK(next.after == "xyz");
}

TEST_CASE("zendesk: an error is a word or a title") {
    auto const denied = apibind::interpret<list_tickets>(answer(401, R"({"error":"Couldn't authenticate you"})"));
    REQUIRE(!denied);
    CHECK(std::get<std::string>(denied.error().vendor_error->error) == "Couldn't authenticate you");
    auto const hidden = apibind::interpret<list_tickets>(
        answer(403, R"({"error":{"title":"Forbidden","message":"You do not have access to this page."}})"));
    REQUIRE(!hidden);
    CHECK(hidden.outcome() == apibind::outcome::rejected);
    CHECK(std::get<titled>(hidden.error().vendor_error->error).title == "Forbidden");
}

TEST_CASE("zendesk: a change is within an object, and so is what it makes") {
    CHECK(rendered<change_ticket>(it, {.id = 35436, .ticket = change{.priority = priority::urgent, .comment = comment{"Hi", false}}}) ==
          "PUT https://north.zendesk.com/api/v2/tickets/35436\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Basic YUBiLnBsL3Rva2VuOnQ=\n\n"
          R"({"ticket":{"priority":"urgent","comment":{"body":"Hi","public":false}}})");
    auto const made = apibind::interpret<change_ticket>(answer(200, R"({"ticket":{"id":35436,"subject":"Help","priority":"urgent",
        "custom_fields":[],"updated_at":"2026-01-01T00:00:00Z"},"audit":{}})"));
    REQUIRE(made);
    CHECK(made->ticket.priority == priority::urgent);
    auto const missing = apibind::interpret<change_ticket>(answer(404, R"({"error":"RecordNotFound","description":"Not found"})"));
    REQUIRE(!missing);
    CHECK(missing.error().vendor_error->description == "Not found");
}
