// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/not_modified_or.hpp>
#include <apibind/graphql.hpp>
#include <apibind/paging.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://docs.github.com/rest
namespace github {

struct fault { std::optional<std::string> resource{}, field{}, code{}; };
BOOST_DESCRIBE_STRUCT(fault, (), (resource, field, code))
struct problem {
    std::string message;
    std::optional<std::string> documentation_url{};
    std::optional<std::vector<std::variant<std::string, fault>>> errors{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (message, documentation_url, errors))

struct api {
    static constexpr auto base = apibind::base("https://api.github.com");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto fields = apibind::fields(apibind::field("Accept", "application/vnd.github+json"),
                                                   apibind::field("X-GitHub-Api-Version", "2022-11-28"));
    using error = problem;
};

enum class issue_state { open, closed };
BOOST_DESCRIBE_ENUM(issue_state, open, closed)
struct label { std::string name; std::optional<std::string> color{}; };
BOOST_DESCRIBE_STRUCT(label, (), (name, color))
struct user { std::string login; std::int64_t id = 0; };
BOOST_DESCRIBE_STRUCT(user, (), (login, id))
struct issue {
    int number = 0;
    std::string title;
    issue_state state{};
    std::vector<std::variant<std::string, label>> labels;
    std::optional<github::user> user{};
    apibind::rfc3339 created_at;
    std::optional<apibind::rfc3339> closed_at{};
};
BOOST_DESCRIBE_STRUCT(issue, (), (number, title, state, labels, user, created_at, closed_at))

// [endpoint] get_contents
struct entry { std::string name, path, sha, type; std::int64_t size = 0; };
BOOST_DESCRIBE_STRUCT(entry, (), (name, path, sha, type, size))
struct content { std::string path, sha; apibind::base64_lines content; };
BOOST_DESCRIBE_STRUCT(content, (), (path, sha, content))
struct get_contents : api {
    static constexpr auto route = apibind::get("/repos/{owner}/{repo}/contents/{+path}{?ref}");
    struct request {
        apibind::required<std::string> owner, repo, path;
        std::optional<std::string> ref{};
    };
    using response = std::variant<std::vector<entry>, content>;
};
BOOST_DESCRIBE_STRUCT(get_contents::request, (), (owner, repo, path, ref))
static_assert(apibind::valid<get_contents>);

// [endpoint] list_issues
struct list_issues : api {
    static constexpr auto route = apibind::get("/repos/{owner}/{repo}/issues{?state,labels,since,per_page}");
    struct request {
        apibind::required<std::string> owner, repo;
        std::optional<issue_state> state{};
        std::optional<std::vector<std::string>> labels{};
        std::optional<apibind::rfc3339> since{};
        std::optional<int> per_page{};
    };
    using response = std::vector<issue>;
    static constexpr auto paging = apibind::next_link();
};
BOOST_DESCRIBE_STRUCT(list_issues::request, (), (owner, repo, state, labels, since, per_page))
static_assert(apibind::valid<list_issues>);

// [endpoint] get_repository
struct repository { std::int64_t id = 0; std::string full_name, default_branch; apibind::rfc3339 pushed_at; };
BOOST_DESCRIBE_STRUCT(repository, (), (id, full_name, default_branch, pushed_at))
struct get_repository : api {
    static constexpr auto route = apibind::get("/repos/{owner}/{repo}");
    struct request {
        apibind::required<std::string> owner, repo;
        std::optional<std::string> if_none_match{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::if_none_match>("If-None-Match"));
    using response = apibind::not_modified_or<repository>;
};
BOOST_DESCRIBE_STRUCT(get_repository::request, (), (owner, repo, if_none_match))
static_assert(apibind::valid<get_repository>);

// [endpoint] update_issue
struct update_issue : api {
    static constexpr auto route = apibind::patch("/repos/{owner}/{repo}/issues/{number}");
    struct request {
        apibind::required<std::string> owner, repo;
        apibind::required<int> number;
        std::optional<std::string> title{};
        std::optional<issue_state> state{};
        apibind::nullable<int> milestone{};
        std::optional<std::vector<std::string>> assignees{};
    };
    using response = issue;
};
BOOST_DESCRIBE_STRUCT(update_issue::request, (), (owner, repo, number, title, state, milestone, assignees))
static_assert(apibind::valid<update_issue>);

// [shared]
struct graph_fault { std::string message; std::optional<std::string> type{}; };
BOOST_DESCRIBE_STRUCT(graph_fault, (), (message, type))
struct graph_api : apibind::graphql<api, graph_fault> { // what all queries share
    static constexpr auto route = apibind::post("/graphql");
};

// [endpoint] star_count
struct which { std::string owner, name; };
BOOST_DESCRIBE_STRUCT(which, (), (owner, name))
struct stars { int stargazerCount = 0; bool isArchived = false; };
BOOST_DESCRIBE_STRUCT(stars, (), (stargazerCount, isArchived))
struct found { std::optional<stars> repository{}; };
BOOST_DESCRIBE_STRUCT(found, (), (repository))
struct star_count : graph_api {
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::constant<"query($owner:String!,$name:String!){repository(owner:$owner,name:$name){stargazerCount isArchived}}"> query{};
        apibind::required<which> variables;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(star_count::request, (), (query, variables))
static_assert(apibind::valid<star_count>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("ghp_1"));
std::string const fields = "Accept: application/vnd.github+json\nX-GitHub-Api-Version: 2022-11-28\n";
std::string const token = "Authorization: Bearer ghp_1\n";

} // namespace github

using support::answer;
using support::rendered;

TEST_CASE("github: contents are a file or a directory, at any depth") {
    using namespace github;
    CHECK(rendered<get_contents>(it, {.owner = "boostorg", .repo = "json", .path = "doc/a b.md", .ref = "release/1"}) ==
          "GET https://api.github.com/repos/boostorg/json/contents/doc/a%20b.md?ref=release%2F1\n" + github::fields + token);
    auto const file = apibind::interpret<get_contents>(answer(200, R"({"type":"file","encoding":"base64","size":5,
        "name":"a","path":"doc/a","sha":"95d","content":"aGVs\nbG8=\n"})"));
    REQUIRE(file);
    CHECK(std::get<content>(*file).content.bytes == "hello");
    auto const folder = apibind::interpret<get_contents>(
        answer(200, R"([{"type":"dir","name":"b","path":"doc/b","sha":"1f","size":0}])"));
    REQUIRE(folder);
    CHECK(std::get<std::vector<entry>>(*folder).at(0).type == "dir");
    auto const missing = apibind::interpret<get_contents>(answer(404, R"({"message":"Not Found","documentation_url":"https://d"})"));
    REQUIRE(!missing);
    CHECK(missing.outcome() == apibind::outcome::rejected);
    CHECK(missing.error().vendor_error->message == "Not Found");
}

TEST_CASE("github: issues come in pages by the Link field") {
    using namespace github;
    using namespace std::chrono;
    CHECK(rendered<list_issues>(it, {.owner = "o",
                                     .repo = "r",
                                     .state = issue_state::open,
                                     .labels = {{"bug", "good first issue"}},
                                     .since = sys_days(2026y / 1 / 1),
                                     .per_page = 2}) ==
          "GET https://api.github.com/repos/o/r/issues?state=open&labels=bug,good%20first%20issue"
          "&since=2026-01-01T00%3A00%3A00Z&per_page=2\n" + github::fields + token);
    auto const page = apibind::interpret<list_issues>(answer(200, R"([{"number":1,"title":"a","state":"open",
        "labels":["bug",{"name":"ui","color":"fff"}],"user":null,"created_at":"2026-01-02T03:04:05Z","closed_at":null}])",
        {{"Link", R"(<https://api.github.com/repositories/1/issues?page=2>; rel="next", <https://x>; rel="last")"}}));
    REQUIRE(page);
    CHECK(std::get<label>(page->at(0).labels.at(1)).name == "ui");
    list_issues::request next{.owner = "o", .repo = "r"};
    CHECK(list_issues::paging.next<list_issues>(next, *page, page.info()).text ==
          "https://api.github.com/repositories/1/issues?page=2");
    auto const denied = apibind::interpret<list_issues>(answer(401, R"({"message":"Bad credentials"})"));
    REQUIRE(!denied);
    CHECK(denied.error().vendor_error->message == "Bad credentials");
}

TEST_CASE("github: what the caller has already is not sent again") {
    using namespace github;
    CHECK(rendered<get_repository>(it, {.owner = "o", .repo = "r", .if_none_match = "W/\"ab\""}) ==
          "GET https://api.github.com/repos/o/r\n" + github::fields + "If-None-Match: W/\"ab\"\n" + token);
    auto const fresh = apibind::interpret<get_repository>(answer(200, R"({"id":1,"full_name":"o/r",
        "default_branch":"main","pushed_at":"2026-01-02T03:04:05Z"})", {{"ETag", "W/\"cd\""}}));
    REQUIRE(fresh);
    CHECK((*fresh)->default_branch == "main");
    CHECK(apibind::etag_of(fresh.info()) == "W/\"cd\"");
    auto const same = apibind::interpret<get_repository>(answer(304, ""));
    REQUIRE(same);
    CHECK(!same->is_modified());
    auto const gone = apibind::interpret<get_repository>(answer(451, R"({"message":"Repository access blocked"})"));
    REQUIRE(!gone);
    CHECK(gone.error().vendor_error->message == "Repository access blocked");
}

TEST_CASE("github: a patch tells null from absent") {
    using namespace github;
    CHECK(rendered<update_issue>(it, {.owner = "o", .repo = "r", .number = 3, .state = issue_state::closed,
                                      .milestone = apibind::null, .assignees = {{}}}) ==
          "PATCH https://api.github.com/repos/o/r/issues/3\n" + github::fields + "Content-Type: application/json\n" + token +
              "\n" R"({"state":"closed","milestone":null,"assignees":[]})");
    auto const changed = apibind::interpret<update_issue>(answer(200, R"({"number":3,"title":"a","state":"closed","labels":[],
        "user":{"login":"octocat","id":1},"created_at":"2026-01-02T03:04:05Z","closed_at":"2026-01-03T00:00:00Z"})"));
    REQUIRE(changed);
    CHECK(changed->user->login == "octocat");
    auto const invalid = apibind::interpret<update_issue>(answer(422, R"({"message":"Validation Failed",
        "errors":[{"resource":"Issue","field":"title","code":"missing_field"}]})"));
    REQUIRE(!invalid);
    CHECK(std::get<fault>(invalid.error().vendor_error->errors->at(0)).code == "missing_field");
}

TEST_CASE("github: a query of GraphQL gives its payload, and its errors with HTTP 200") {
    using namespace github;
    CHECK(rendered<star_count>(it, {.variables = which{"o", "r"}}) ==
          "POST https://api.github.com/graphql\n" + github::fields + "Content-Type: application/json\n" + token + "\n"
          R"({"query":"query($owner:String!,$name:String!){repository(owner:$owner,name:$name){stargazerCount isArchived}}",)"
          R"("variables":{"owner":"o","name":"r"}})");
    auto const counted = apibind::interpret<star_count>(
        answer(200, R"({"data":{"repository":{"stargazerCount":7,"isArchived":false}}})"));
    REQUIRE(counted);
    CHECK(counted->repository->stargazerCount == 7);
    auto const missing = apibind::interpret<star_count>(answer(200, R"({"data":{"repository":null},"errors":[
        {"type":"NOT_FOUND","path":["repository"],"message":"Could not resolve"}]})"));
    REQUIRE(!missing);
    CHECK(missing.error().kind == apibind::failure_kind::refusal);
    CHECK(missing.error().vendor_error->errors.at(0).type == "NOT_FOUND");
}
