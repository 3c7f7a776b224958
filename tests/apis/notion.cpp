// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://developers.notion.com/reference
namespace notion {

struct problem {
    int status = 0;
    std::string code, message;
};
BOOST_DESCRIBE_STRUCT(problem, (), (status, code, message))

struct api {
    static constexpr auto base = apibind::base("https://api.notion.com/v1");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto fields = apibind::fields(apibind::field("Notion-Version", "2022-06-28"));
    using error = problem;
};

struct text { std::string content; };
BOOST_DESCRIBE_STRUCT(text, (), (content))
struct text_run { notion::text text; };
BOOST_DESCRIBE_STRUCT(text_run, (), (text))
using rich_text = std::vector<apibind::tagged<"type", apibind::as<"text", text_run>, apibind::other>>;

struct title { rich_text title; };
BOOST_DESCRIBE_STRUCT(title, (), (title))
struct number { std::optional<double> number{}; };
BOOST_DESCRIBE_STRUCT(number, (), (number))
struct checkbox { bool checkbox = false; };
BOOST_DESCRIBE_STRUCT(checkbox, (), (checkbox))
using property = apibind::tagged<"type", apibind::as<"title", title>, apibind::as<"number", number>,
                                 apibind::as<"checkbox", checkbox>, apibind::other>;
struct page { apibind::uuid id; apibind::rfc3339 created_time; std::map<std::string, property> properties; };
BOOST_DESCRIBE_STRUCT(page, (), (id, created_time, properties))

// [endpoint] query_database
struct condition { std::optional<bool> is_empty{}; std::optional<std::variant<bool, double, std::string>> equals{}; };
BOOST_DESCRIBE_STRUCT(condition, (), (is_empty, equals))
struct filter {
    std::optional<std::vector<filter>> either{}, all{};
    std::optional<std::string> property{};
    std::optional<condition> number{}, checkbox{};
};
consteval auto wire_names(std::type_identity<filter>) {
    return apibind::names(apibind::name<&filter::either>("or"), apibind::name<&filter::all>("and"));
}
BOOST_DESCRIBE_STRUCT(filter, (), (either, all, property, number, checkbox))
struct pages { std::vector<page> results; bool has_more = false; std::optional<std::string> next_cursor{}; };
BOOST_DESCRIBE_STRUCT(pages, (), (results, has_more, next_cursor))
struct query_database : api {
    static constexpr auto route = apibind::post("/databases/{database}/query");
    static constexpr auto body = apibind::json;
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::required<apibind::uuid> database;
        std::optional<notion::filter> filter{};
        std::optional<std::string> start_cursor{};
        std::optional<int> page_size{};
    };
    using response = pages;
    static constexpr auto paging = apibind::next_cursor<&request::start_cursor, &pages::next_cursor>()
                                       .more<&pages::has_more>().items<&pages::results>();
};
BOOST_DESCRIBE_STRUCT(query_database::request, (), (database, filter, start_cursor, page_size))
static_assert(apibind::valid<query_database>);

// [endpoint] append_blocks
struct rich { notion::rich_text rich_text; };
BOOST_DESCRIBE_STRUCT(rich, (), (rich_text))
struct paragraph { rich paragraph; };
BOOST_DESCRIBE_STRUCT(paragraph, (), (paragraph))
struct done_text { notion::rich_text rich_text; bool checked = false; };
BOOST_DESCRIBE_STRUCT(done_text, (), (rich_text, checked))
struct to_do { done_text to_do; };
BOOST_DESCRIBE_STRUCT(to_do, (), (to_do))
using block = apibind::tagged<"type", apibind::as<"paragraph", paragraph>, apibind::as<"to_do", to_do>, apibind::other>;
struct blocks { std::vector<block> results; bool has_more = false; };
BOOST_DESCRIBE_STRUCT(blocks, (), (results, has_more))
struct append_blocks : api {
    static constexpr auto route = apibind::patch("/blocks/{block}/children");
    struct request {
        apibind::required<apibind::uuid> block;
        apibind::required<std::vector<notion::block>> children;
    };
    using response = blocks;
};
BOOST_DESCRIBE_STRUCT(append_blocks::request, (), (block, children))
static_assert(apibind::valid<append_blocks>);
// [endpoint] get_page
struct get_page : api {
    static constexpr auto route = apibind::get("/pages/{page}{?filter_properties*}");
    struct request {
        apibind::required<apibind::uuid> page;
        std::optional<std::vector<std::string>> filter_properties{};
    };
    using response = notion::page;
};
BOOST_DESCRIBE_STRUCT(get_page::request, (), (page, filter_properties))
static_assert(apibind::valid<get_page>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("ntn_1"));
std::string const head = "Accept: application/json\nNotion-Version: 2022-06-28\nContent-Type: application/json\n"
                         "Authorization: Bearer ntn_1\n\n";
std::string const id = "59833787-2cf9-4fdf-8782-e53db20768a5";

} // namespace notion

using support::answer;
using support::rendered;

TEST_CASE("notion: pages are found by a filter within a filter") {
    using namespace notion;
    auto const database = *apibind::uuid::parse(id);
    CHECK(rendered<query_database>(it, {.database = database}) ==
          "POST https://api.notion.com/v1/databases/" + id + "/query\n" + head + "{}");
    CHECK(rendered<query_database>(
              it, {.database = database,
                   .filter = filter{.either = {{filter{.property = "Done", .checkbox = condition{.equals = true}},
                                                filter{.property = "Cost", .number = condition{.is_empty = true}}}}},
                   .page_size = 1}) ==
          "POST https://api.notion.com/v1/databases/" + id + "/query\n" + head +
          R"({"filter":{"or":[{"property":"Done","checkbox":{"equals":true}},{"property":"Cost","number":{"is_empty":true}}]},"page_size":1})");
    auto const found = apibind::interpret<query_database>(answer(200, R"({"object":"list","has_more":true,"next_cursor":"c2","results":[
        {"object":"page","id":")" + id + R"(","created_time":"2026-01-01T00:00:00.000Z","properties":{
        "Name":{"id":"title","type":"title","title":[{"type":"text","text":{"content":"Tea","link":null},"plain_text":"Tea"}]},
        "Cost":{"id":"a","type":"number","number":null},"Who":{"id":"b","type":"people","people":[]}}}]})"));
    REQUIRE(found);
    auto const& properties = found->results.at(0).properties;
    auto const& name = std::get<title>(properties.at("Name")).title.at(0);
    CHECK(std::get<text_run>(name).text.content == "Tea");
    CHECK(!std::get<number>(properties.at("Cost")).number);
    CHECK(std::get<apibind::other>(properties.at("Who")).tag == "people");
    query_database::request next{.database = database};
    CHECK(query_database::paging.next<query_database>(next, *found, found.info()).what == apibind::page_step::kind::again);
    CHECK(next.start_cursor == "c2");
    auto const refused = apibind::interpret<query_database>(answer(400, R"({"object":"error","status":400,
        "code":"validation_error","message":"body failed validation"})"));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->code == "validation_error");
}

TEST_CASE("notion: blocks are told by their type, also where they are made") {
    using namespace notion;
    rich_text const words{{text_run{{"Tea"}}}};
    CHECK(rendered<append_blocks>(it, {.block = *apibind::uuid::parse(id),
                                       .children = {{paragraph{{words}}, to_do{{words, true}}}}}) ==
          "PATCH https://api.notion.com/v1/blocks/" + id + "/children\n" + head +
          R"({"children":[{"type":"paragraph","paragraph":{"rich_text":[{"type":"text","text":{"content":"Tea"}}]}},)"
          R"({"type":"to_do","to_do":{"rich_text":[{"type":"text","text":{"content":"Tea"}}],"checked":true}}]})");
    auto const added = apibind::interpret<append_blocks>(answer(200, R"({"object":"list","has_more":false,"results":[
        {"object":"block","id":"x","type":"to_do","to_do":{"rich_text":[],"checked":true}}]})"));
    REQUIRE(added);
    CHECK(std::get<to_do>(added->results.at(0)).to_do.checked);
    auto const missing = apibind::interpret<append_blocks>(
        answer(404, R"({"object":"error","status":404,"code":"object_not_found","message":"Could not find block"})"));
    REQUIRE(!missing);
    CHECK(missing.outcome() == apibind::outcome::rejected);
    CHECK(missing.error().vendor_error->code == "object_not_found");
}

TEST_CASE("notion: one page with some of its properties") {
    using namespace notion;
    CHECK(rendered<get_page>(it, {.page = *apibind::uuid::parse(id), .filter_properties = {{"a", "b"}}}) ==
          "GET https://api.notion.com/v1/pages/" + id + "?filter_properties=a&filter_properties=b\n"
          "Accept: application/json\nNotion-Version: 2022-06-28\nAuthorization: Bearer ntn_1\n");
    auto const found = apibind::interpret<get_page>(answer(200, R"({"object":"page","id":")" + id + R"(","created_time":
        "2026-01-01T00:00:00.000Z","properties":{"Done":{"id":"a","type":"checkbox","checkbox":true}}})"));
    REQUIRE(found);
    CHECK(std::get<checkbox>(found->properties.at("Done")).checkbox);
    auto const denied = apibind::interpret<get_page>(
        answer(401, R"({"object":"error","status":401,"code":"unauthorized","message":"API token is invalid."})"));
    REQUIRE(!denied);
    CHECK(denied.error().vendor_error->code == "unauthorized");
}
