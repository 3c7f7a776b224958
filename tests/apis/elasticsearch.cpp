// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://www.elastic.co/docs/api/doc/elasticsearch/
namespace elasticsearch {

struct cause {
    std::string type;
    std::optional<std::string> reason{};
};
BOOST_DESCRIBE_STRUCT(cause, (), (type, reason))
struct failure {
    cause error;
    int status = 0;
};
BOOST_DESCRIBE_STRUCT(failure, (), (error, status))

struct api {
    static constexpr auto base = apibind::base("https://{host}");
    static constexpr auto auth = apibind::header_token("Authorization", "ApiKey ");
    struct server {
        apibind::required<std::string> host;
    };
    using error = failure;
    static std::optional<int> status_of(failure const& f) { return f.status; }
};
BOOST_DESCRIBE_STRUCT(api::server, (), (host))

struct book {
    std::string title;
    std::optional<int> year{};
};
BOOST_DESCRIBE_STRUCT(book, (), (title, year))
using query = apibind::keyed<apibind::as<"term", std::map<std::string, std::variant<std::string, int>>>,
                             apibind::as<"match_all", std::map<std::string, int>>>;

// [endpoint] bulk
struct target { std::string _index; std::optional<std::string> _id{}; };
BOOST_DESCRIBE_STRUCT(target, (), (_index, _id))
struct index_action { target index; };
BOOST_DESCRIBE_STRUCT(index_action, (), (index))
struct delete_action { target delete_; };
BOOST_DESCRIBE_STRUCT(delete_action, (), (delete_))
consteval auto wire_names(std::type_identity<delete_action>) { return apibind::names(apibind::camel_case); }
struct bulk_item { std::string _id; int status = 0; std::optional<cause> error{}; };
BOOST_DESCRIBE_STRUCT(bulk_item, (), (_id, status, error))
struct bulk : api {
    static constexpr auto route = apibind::post("/_bulk?refresh={refresh}");
    struct request {
        std::optional<bool> refresh{};
        apibind::required<std::vector<std::variant<index_action, delete_action, book>>> lines;
    };
    static constexpr auto body = apibind::ndjson_of<&request::lines>;
    struct response { bool errors = false; std::vector<std::map<std::string, bulk_item>> items; };
    static apibind::outcome outcome_of(bulk_item const& one) {
        return one.status < 300 ? apibind::outcome::executed : apibind::outcome::rejected;
    }
};
BOOST_DESCRIBE_STRUCT(bulk::request, (), (refresh, lines))
BOOST_DESCRIBE_STRUCT(bulk::response, (), (errors, items))
static_assert(apibind::valid<bulk>);

// [endpoint] search
struct hit { std::string _id; std::optional<double> _score{}; book _source; };
BOOST_DESCRIBE_STRUCT(hit, (), (_id, _score, _source))
struct total { std::int64_t value = 0; std::string relation; };
BOOST_DESCRIBE_STRUCT(total, (), (value, relation))
struct hit_list { elasticsearch::total total; std::vector<hit> hits; };
BOOST_DESCRIBE_STRUCT(hit_list, (), (total, hits))
enum class direction { asc, desc };
BOOST_DESCRIBE_ENUM(direction, asc, desc)
struct search : api {
    static constexpr auto route = apibind::post("/{index}/_search");
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::required<std::string> index;
        std::optional<elasticsearch::query> query{};
        std::optional<std::vector<std::map<std::string, direction>>> sort{};
        std::optional<int> size{};
    };
    struct response { int took = 0; hit_list hits; };
};
BOOST_DESCRIBE_STRUCT(search::request, (), (index, query, sort, size))
BOOST_DESCRIBE_STRUCT(search::response, (), (took, hits))
static_assert(apibind::valid<search>);

// [endpoint] delete_by_query
struct delete_by_query : api {
    static constexpr auto route = apibind::post("/{index}/_delete_by_query{?conflicts}");
    struct request {
        apibind::required<std::string> index;
        std::optional<std::string> conflicts{};
        apibind::required<elasticsearch::query> query;
    };
    struct response { std::int64_t total = 0, deleted = 0, version_conflicts = 0; };
    using error = apibind::by_status<apibind::on<409, response>, apibind::on<apibind::any_status, failure>>;
    static apibind::outcome outcome_of(response const& r) {
        return r.deleted == r.total ? apibind::outcome::executed
                                    : r.deleted ? apibind::outcome::partial : apibind::outcome::rejected;
    }
    static std::optional<apibind::outcome> outcome_of(error const& e) {
        auto const* const counted = e.get_if<response>();
        return counted ? std::optional(outcome_of(*counted)) : std::nullopt;
    }
    static std::optional<int> status_of(error const& e) { return e.status(); }
};
BOOST_DESCRIBE_STRUCT(delete_by_query::request, (), (index, conflicts, query))
BOOST_DESCRIBE_STRUCT(delete_by_query::response, (), (total, deleted, version_conflicts))
static_assert(apibind::valid<delete_by_query>);
// [end]

auto const it = support::unconnected<api>(api::server{.host = "search.example"}, apibind::secret("a2V5"));

} // namespace elasticsearch

using namespace elasticsearch;
using support::answer;
using support::rendered;

TEST_CASE("elasticsearch: actions and documents are lines, and each has its outcome") {
    CHECK(rendered<bulk>(it, {.refresh = true,
                              .lines = {{index_action{{"books", "1"}}, book{"Solaris", 1961}, delete_action{{"books", "2"}}}}}) ==
          "POST https://search.example/_bulk?refresh=true\n"
          "Accept: application/json\nContent-Type: application/x-ndjson\nAuthorization: ApiKey a2V5\n\n"
          R"({"index":{"_index":"books","_id":"1"}})" "\n" R"({"title":"Solaris","year":1961})" "\n"
          R"({"delete":{"_index":"books","_id":"2"}})" "\n");
    auto const done = apibind::interpret<bulk>(answer(200, R"({"took":30,"errors":true,"items":[
        {"index":{"_index":"books","_id":"1","_version":1,"result":"created","status":201}},
        {"delete":{"_index":"books","_id":"2","status":409,"error":{"type":"version_conflict_engine_exception","reason":"r"}}}]})"));
    REQUIRE(done);
    CHECK(done->items.at(1).at("delete").error->type == "version_conflict_engine_exception");
    CHECK(done.outcome() == apibind::outcome::partial);
    auto const refused = apibind::interpret<bulk>(
        answer(400, R"({"error":{"type":"illegal_argument_exception","reason":"no newline"},"status":400})"));
    CHECK(refused.error().vendor_error->error.type == "illegal_argument_exception");
}

TEST_CASE("elasticsearch: a search by POST") {
    CHECK(rendered<search>(it, {.index = "books",
                                .query = query(std::map<std::string, std::variant<std::string, int>>{{"year", 1961}}),
                                .sort = {{{{"year", direction::desc}}}},
                                .size = 1}) ==
          "POST https://search.example/books/_search\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: ApiKey a2V5\n\n"
          R"({"query":{"term":{"year":1961}},"sort":[{"year":"desc"}],"size":1})");
    auto const found = apibind::interpret<search>(answer(200, R"({"took":5,"timed_out":false,"hits":{
        "total":{"value":20,"relation":"eq"},"max_score":null,
        "hits":[{"_index":"books","_id":"1","_score":null,"_source":{"title":"Solaris","year":1961},"sort":[1961]}]}})"));
    REQUIRE(found);
    CHECK(found->hits.total.value == 20);
    CHECK(found->hits.hits.at(0)._source.title == "Solaris");
    CHECK(!found->hits.hits[0]._score);
    auto const missing = apibind::interpret<search>(
        answer(404, R"({"error":{"root_cause":[],"type":"index_not_found_exception","reason":"r","index":"b"},"status":404})"));
    CHECK(missing.error().vendor_error->error.type == "index_not_found_exception");
}

TEST_CASE("elasticsearch: what a query deletes is counted, also where it ends early") {
    CHECK(rendered<delete_by_query>(it, {.index = "books",
                                         .conflicts = "proceed",
                                         .query = query(std::map<std::string, std::variant<std::string, int>>{{"year", 1961}})}) ==
          "POST https://search.example/books/_delete_by_query?conflicts=proceed\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: ApiKey a2V5\n\n"
          R"({"query":{"term":{"year":1961}}})");
    auto const some = apibind::interpret<delete_by_query>(
        answer(200, R"({"took":1,"timed_out":false,"total":5,"deleted":3,"version_conflicts":2,"failures":[]})"));
    REQUIRE(some);
    CHECK(some->deleted == 3);
    CHECK(some.outcome() == apibind::outcome::partial);
    auto const stopped = apibind::interpret<delete_by_query>(
        answer(409, R"({"took":1,"total":5,"deleted":3,"version_conflicts":1,"failures":[{"status":409}]})"));
    REQUIRE(!stopped);
    CHECK(stopped.error().vendor_error->get_if<delete_by_query::response>()->deleted == 3);
    CHECK(stopped.outcome() == apibind::outcome::partial); // three are gone
    auto const early = apibind::interpret<delete_by_query>(
        answer(409, R"({"took":1,"total":5,"deleted":0,"version_conflicts":1,"failures":[{"status":409}]})"));
    CHECK(early.outcome() == apibind::outcome::rejected);
    auto const unlucky =
        apibind::interpret<delete_by_query>(answer(500, R"({"error":{"type":"exception","reason":"r"},"status":500})"));
    CHECK(unlucky.outcome() == apibind::outcome::unknown);
}
