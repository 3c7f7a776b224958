// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/json_value.hpp>
#include <apibind/paging.hpp>

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://developer.atlassian.com/cloud/jira/platform/rest/v3
namespace jira {

struct problem {
    std::optional<std::vector<std::string>> errorMessages{};
    std::optional<std::map<std::string, std::string>> errors{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (errorMessages, errors))

struct api {
    static constexpr auto base = apibind::base("https://{site}.atlassian.net/rest/api/3");
    static constexpr auto auth = apibind::basic;
    struct server {
        apibind::required<std::string> site;
    };
    using error = problem;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (site))

struct status { std::string name; };
BOOST_DESCRIBE_STRUCT(status, (), (name))
struct fields {
    std::optional<std::string> summary{};
    std::optional<jira::status> status{};
    std::optional<apibind::rfc3339> updated{};
    apibind::additional_properties<apibind::json_value> custom{};
};
BOOST_DESCRIBE_STRUCT(fields, (), (summary, status, updated, custom))
struct issue { std::string id, key; jira::fields fields; };
BOOST_DESCRIBE_STRUCT(issue, (), (id, key, fields))

// [endpoint] search
struct issues { std::vector<issue> issues; std::optional<std::string> nextPageToken{}; };
BOOST_DESCRIBE_STRUCT(issues, (), (issues, nextPageToken))
struct search : api {
    static constexpr auto route = apibind::get("/search/jql{?jql,fields,maxResults,nextPageToken}");
    struct request {
        apibind::required<std::string> jql;
        std::optional<std::vector<std::string>> fields{};
        std::optional<int> maxResults{}; std::optional<std::string> nextPageToken{};
    };
    using response = issues;
    static constexpr auto paging =
        apibind::next_cursor<&request::nextPageToken, &issues::nextPageToken>().items<&issues::issues>();
};
BOOST_DESCRIBE_STRUCT(search::request, (), (jql, fields, maxResults, nextPageToken))
static_assert(apibind::valid<search>);

// [endpoint] create_issue
struct mark { std::string type; };
BOOST_DESCRIBE_STRUCT(mark, (), (type))
struct node { // Atlassian's document format
    std::string type;
    std::optional<std::vector<node>> content{};
    std::optional<std::string> text{};
    std::optional<std::vector<mark>> marks{};
    std::optional<int> version{};
};
BOOST_DESCRIBE_STRUCT(node, (), (type, content, text, marks, version))
struct keyed { std::string key; };
BOOST_DESCRIBE_STRUCT(keyed, (), (key))
struct named { std::string name; };
BOOST_DESCRIBE_STRUCT(named, (), (name))
struct new_fields {
    keyed project;
    named issuetype;
    std::string summary;
    std::optional<node> description{};
    apibind::additional_properties<std::variant<std::string, double, std::vector<std::string>>> custom{};
};
BOOST_DESCRIBE_STRUCT(new_fields, (), (project, issuetype, summary, description, custom))
struct created { std::string id, key; };
BOOST_DESCRIBE_STRUCT(created, (), (id, key))
struct create_issue : api {
    static constexpr auto route = apibind::post("/issue");
    struct request {
        apibind::required<new_fields> fields;
    };
    using response = created;
};
BOOST_DESCRIBE_STRUCT(create_issue::request, (), (fields))
static_assert(apibind::valid<create_issue>);
// [endpoint] get_issue
struct get_issue : api {
    static constexpr auto route = apibind::get("/issue/{id}{?fields,expand}");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::vector<std::string>> fields{}, expand{};
    };
    using response = issue;
};
BOOST_DESCRIBE_STRUCT(get_issue::request, (), (id, fields, expand))
static_assert(apibind::valid<get_issue>);
// [end]

auto const it = support::unconnected<api>(api::server{.site = "north"},
                                          apibind::user_password{"a@b.pl", apibind::secret("t")});

} // namespace jira

using namespace jira;
using support::answer;
using support::rendered;

TEST_CASE("jira: issues are searched for, and their further fields are kept") {
    CHECK(rendered<search>(it, {.jql = "project = A ORDER BY created", .fields = {{"summary", "customfield_10010"}}, .maxResults = 1}) ==
          "GET https://north.atlassian.net/rest/api/3/search/jql?jql=project%20%3D%20A%20ORDER%20BY%20created"
          "&fields=summary,customfield_10010&maxResults=1\nAccept: application/json\nAuthorization: Basic YUBiLnBsOnQ=\n");
    auto const page = apibind::interpret<search>(answer(200, R"({"issues":[{"id":"10002","key":"A-1","self":"https://x","fields":{
        "summary":"s","status":{"name":"Done"},"updated":"2026-01-01T12:00:00.000+0200","customfield_10010":{"value":"x"}}}],
        "nextPageToken":"CAEa","isLast":false})"));
    REQUIRE(page);
    auto const& found = page->issues.at(0).fields;
    CHECK(found.updated->seconds() == std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::hours(10));
    CHECK(found.custom.at("customfield_10010").at("value") == "x");
    search::request next{.jql = "x"};
    CHECK(search::paging.next<search>(next, *page, page.info()).what == apibind::page_step::kind::again);
    CHECK(next.nextPageToken == "CAEa");
    auto const malformed = apibind::interpret<search>(
        answer(400, R"({"errorMessages":["Error in the JQL Query"],"warningMessages":[]})"));
    REQUIRE(!malformed);
    CHECK(malformed.error().vendor_error->errorMessages->at(0) == "Error in the JQL Query");
}

TEST_CASE("jira: an issue has a document and fields of its site's own") {
    node const text{.type = "text", .text = "hi", .marks = {{{"strong"}}}};
    CHECK(rendered<create_issue>(
              it, {.fields = new_fields{.project = {"A"}, .issuetype = {"Bug"}, .summary = "s",
                                        .description = node{.type = "doc", .content = {{node{.type = "paragraph", .content = {{text}}}}},
                                                            .version = 1},
                                        .custom = {{"customfield_10010", "x"}, {"customfield_10020", 1.5}}}}) ==
          "POST https://north.atlassian.net/rest/api/3/issue\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Basic YUBiLnBsOnQ=\n\n"
          R"({"fields":{"project":{"key":"A"},"issuetype":{"name":"Bug"},"summary":"s","description":{"type":"doc","content":[)"
          R"({"type":"paragraph","content":[{"type":"text","text":"hi","marks":[{"type":"strong"}]}]}],"version":1},)"
          R"("customfield_10010":"x","customfield_10020":1.5}})");
    auto const made = apibind::interpret<create_issue>(answer(201, R"({"id":"10000","key":"A-24","self":"https://x"})"));
    REQUIRE(made);
    CHECK(made->key == "A-24");
    auto const invalid = apibind::interpret<create_issue>(
        answer(400, R"({"errorMessages":[],"errors":{"summary":"You must specify a summary of the issue."}})"));
    REQUIRE(!invalid);
    CHECK(invalid.outcome() == apibind::outcome::rejected);
    CHECK(invalid.error().vendor_error->errors->at("summary").starts_with("You must"));
}

TEST_CASE("jira: one issue") {
    CHECK(rendered<get_issue>(it, {.id = "A-1", .fields = {{"summary"}}, .expand = {{"names", "changelog"}}}) ==
          "GET https://north.atlassian.net/rest/api/3/issue/A-1?fields=summary&expand=names,changelog\n"
          "Accept: application/json\nAuthorization: Basic YUBiLnBsOnQ=\n");
    auto const found = apibind::interpret<get_issue>(answer(200, R"({"id":"1","key":"A-1","fields":{"summary":"s"}})"));
    REQUIRE(found);
    CHECK(found->fields.summary == "s");
    auto const missing = apibind::interpret<get_issue>(
        answer(404, R"({"errorMessages":["Issue does not exist or you do not have permission to see it."],"errors":{}})"));
    REQUIRE(!missing);
    CHECK(missing.error().vendor_error->errorMessages->size() == 1);
}
