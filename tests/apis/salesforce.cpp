// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/json_value.hpp>
#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest
namespace salesforce {

struct fault {
    std::string message, errorCode;
    std::optional<std::vector<std::string>> fields{};
};
BOOST_DESCRIBE_STRUCT(fault, (), (message, errorCode, fields))

struct api {
    static constexpr auto base = apibind::base("https://{domain}.my.salesforce.com/services/data/v61.0");
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> domain;
    };
    using error = std::vector<fault>;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (domain))

using cell = std::variant<std::monostate, bool, double, std::string>;
using answered_cell = std::variant<std::monostate, bool, double, std::string, apibind::json_value>; // a record within

// [endpoint] query
struct attributes { std::string type, url; };
BOOST_DESCRIBE_STRUCT(attributes, (), (type, url))
struct record { salesforce::attributes attributes; apibind::additional_properties<answered_cell> fields{}; };
BOOST_DESCRIBE_STRUCT(record, (), (attributes, fields))
struct rows { int totalSize = 0; bool done = false; std::optional<std::string> nextRecordsUrl{}; std::vector<record> records; };
BOOST_DESCRIBE_STRUCT(rows, (), (totalSize, done, nextRecordsUrl, records))
struct query : api {
    static constexpr auto route = apibind::get("/query?q={soql}");
    struct request { apibind::required<std::string> soql; };
    using response = rows;
    static constexpr auto paging = apibind::next_url<&rows::nextRecordsUrl>().items<&rows::records>();
};
BOOST_DESCRIBE_STRUCT(query::request, (), (soql))
static_assert(apibind::valid<query>);

// [endpoint] upsert
struct saved { std::string id; bool success = false, created = false; };
BOOST_DESCRIBE_STRUCT(saved, (), (id, success, created))
struct upsert : api {
    static constexpr auto route = apibind::patch("/sobjects/{object}/{key}/{value}");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::required<std::string> object, key, value;
        apibind::required<apibind::additional_properties<cell>> record;
    };
    static constexpr auto body = apibind::json_of<&request::record>;
    using response = apibind::by_status<apibind::on<200, saved>, apibind::on<201, saved>, apibind::on<204, void>>;
    using error = apibind::by_status<apibind::on<300, std::vector<std::string>>, apibind::on<apibind::any_status, std::vector<fault>>>;
};
BOOST_DESCRIBE_STRUCT(upsert::request, (), (object, key, value, record))
static_assert(apibind::valid<upsert>);
// [end]

auto const it = support::unconnected<api>(api::server{.domain = "north"},
                                          apibind::secret("00D_token"));

} // namespace salesforce

using namespace salesforce;
using support::answer;
using support::rendered;

TEST_CASE("salesforce: a query gives records of any fields, and the path of the next page") {
    CHECK(rendered<query>(it, {.soql = "SELECT Id, Name FROM Account WHERE Name = 'A&B'"}) ==
          "GET https://north.my.salesforce.com/services/data/v61.0/query?q=SELECT%20Id%2C%20Name%20FROM%20Account"
          "%20WHERE%20Name%20%3D%20%27A%26B%27\nAccept: application/json\nAuthorization: Bearer 00D_token\n");
    auto const page = apibind::interpret<query>(answer(200, R"({"totalSize":3,"done":false,
        "nextRecordsUrl":"/services/data/v61.0/query/01g-2000","records":[{"attributes":{"type":"Account",
        "url":"/services/data/v61.0/sobjects/Account/001"},"Id":"001","Name":"A&B","Employees__c":12,"Site":null,"Active__c":true}]})"));
    REQUIRE(page);
    auto const& fields = page->records.at(0).fields;
    CHECK(std::get<std::string>(fields.at("Name")) == "A&B");
    CHECK(std::get<double>(fields.at("Employees__c")) == 12);
    CHECK(std::get<bool>(fields.at("Active__c")));
    CHECK(fields.at("Site").index() == 0);
    query::request next{.soql = "x"};
    CHECK(query::paging.next<query>(next, *page, page.info()).text == "/services/data/v61.0/query/01g-2000");
    auto const malformed = apibind::interpret<query>(
        answer(400, R"([{"message":"unexpected token: FORM","errorCode":"MALFORMED_QUERY"}])"));
    REQUIRE(!malformed);
    CHECK(malformed.error().vendor_error->at(0).errorCode == "MALFORMED_QUERY");
}

TEST_CASE("salesforce: an upsert creates, updates, or finds too many") {
    CHECK(rendered<upsert>(it, {.object = "Account", .key = "Number__c", .value = "a/1",
                                .record = apibind::additional_properties<cell>{{"Name", "A"}, {"Site", std::monostate{}}}}) ==
          "PATCH https://north.my.salesforce.com/services/data/v61.0/sobjects/Account/Number__c/a%2F1\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer 00D_token\n\n" R"({"Name":"A","Site":null})");
    auto const created = apibind::interpret<upsert>(answer(201, R"({"id":"001","errors":[],"success":true,"created":true})"));
    REQUIRE(created);
    REQUIRE(created->get_if<saved>());
    CHECK(created->status() == 201);
    auto const updated = apibind::interpret<upsert>(answer(204, ""));
    REQUIRE(updated);
    CHECK(updated->holds<void>());
    auto const many = apibind::interpret<upsert>(answer(300, R"(["/services/data/v61.0/sobjects/Account/001"])"));
    REQUIRE(!many);
    CHECK(many.error().vendor_error->get_if<std::vector<std::string>>()->size() == 1);
    auto const invalid = apibind::interpret<upsert>(answer(400, R"([{"message":"No such column 'X'","errorCode":"INVALID_FIELD","fields":["X"]}])"));
    REQUIRE(!invalid);
    CHECK(invalid.error().vendor_error->get_if<std::vector<fault>>()->at(0).fields->at(0) == "X");
}
