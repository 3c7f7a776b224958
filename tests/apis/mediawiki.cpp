// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://www.mediawiki.org/wiki/API:Query
namespace mediawiki {

struct refusal {
    struct facts {
        std::string code, info;
    };
    facts error;
};
BOOST_DESCRIBE_STRUCT(refusal::facts, (), (code, info))
BOOST_DESCRIBE_STRUCT(refusal, (), (error))
struct api {
    static constexpr auto base = apibind::base("https://{language}.wikipedia.org/w");
    struct server {
        apibind::required<std::string> language;
    };
    using error = refusal;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (language))

// [endpoint] query_pages
struct page { std::string title; std::optional<std::int64_t> pageid{}; std::optional<bool> missing{}; std::optional<std::string> extract{}; };
BOOST_DESCRIBE_STRUCT(page, (), (title, pageid, missing, extract))
struct found { std::vector<page> pages; };
BOOST_DESCRIBE_STRUCT(found, (), (pages))
struct query_pages : api {
    static constexpr auto route = apibind::get("/api.php?action=query&format=json&formatversion=2&prop={prop}&titles={titles}{&more*}");
    struct request {
        apibind::required<apibind::joined<std::string, '|'>> prop, titles;
        std::optional<std::map<std::string, std::string>> more{};
    };
    struct response { std::optional<found> query{}; std::optional<std::map<std::string, std::string>> continue_{}; };
    static bool accepted(response const& r) { return r.query || r.continue_; }
    static std::optional<request> next_request(request before, response const& r) {
        if (!r.continue_) return {};
        before.more = *r.continue_;
        return before;
    }
};
BOOST_DESCRIBE_STRUCT(query_pages::request, (), (prop, titles, more))
BOOST_DESCRIBE_STRUCT(query_pages::response, (), (query, continue_))
consteval auto wire_names(std::type_identity<query_pages::response>) { return apibind::names(apibind::camel_case); }
static_assert(apibind::valid<query_pages>);
// [end]

auto const it = support::unconnected<api>(api::server{.language = "pl"});

} // namespace mediawiki

using namespace mediawiki;
using support::answer;
using support::rendered;

TEST_CASE("mediawiki: several pages by names joined with bars") {
    CHECK(rendered<query_pages>(it, {.prop = {{"info", "extracts"}}, .titles = {{"Stanisław Lem", "Solaris"}},
                                     .more = {{{"excontinue", "1"}, {"continue", "||info"}}}}) ==
          "GET https://pl.wikipedia.org/w/api.php?action=query&format=json&formatversion=2&prop=info%7Cextracts"
          "&titles=Stanis%C5%82aw%20Lem%7CSolaris&continue=%7C%7Cinfo&excontinue=1\nAccept: application/json\n");
    auto const some = apibind::interpret<query_pages>(answer(200, R"({"continue":{"excontinue":"1","continue":"||info"},
        "query":{"pages":[{"pageid":3342,"ns":0,"title":"Stanisław Lem","extract":"x"},{"ns":0,"title":"Nie ma","missing":true}]}})"));
    REQUIRE(some);
    CHECK(some->query->pages.at(1).missing == true);
    CHECK(some->continue_->at("excontinue") == "1");
    auto const refused = apibind::interpret<query_pages>(
        answer(200, R"({"error":{"code":"toomanyvalues","info":"Too many values","docref":"See"},"servedby":"mw1"})"));
    REQUIRE(!refused);
    CHECK(refused.error().kind == apibind::failure_kind::refusal);
    CHECK(refused.error().vendor_error->error.code == "toomanyvalues");
    CHECK(refused.outcome() == apibind::outcome::unknown);
}
