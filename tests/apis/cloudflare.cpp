// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://developers.cloudflare.com/api/
namespace cloudflare {

struct note {
    int code = 0;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(note, (), (code, message))
struct refusal {
    std::vector<note> errors;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (errors))
struct info {
    int total_pages = 0;
};
BOOST_DESCRIBE_STRUCT(info, (), (total_pages))
template <class T>
struct answered {
    bool success = false;
    std::optional<T> result{};
    std::optional<info> result_info{};
    BOOST_DESCRIBE_CLASS(answered, (), (success, result, result_info), (), ())
};

struct api {
    static constexpr auto base = apibind::base("https://api.cloudflare.com/client/v4");
    static constexpr auto auth = apibind::bearer;
    using error = refusal;
    template <class T>
    using envelope = answered<T>;
    template <class T>
    static constexpr auto payload = &answered<T>::result;
    template <class T>
    static bool accepted(answered<T> const& whole) { return whole.success; }
};

// [endpoint] list_records
struct dns_record { std::string id, type, name, content; int ttl = 0; std::optional<bool> proxied{}; apibind::rfc3339 modified_on; };
BOOST_DESCRIBE_STRUCT(dns_record, (), (id, type, name, content, ttl, proxied, modified_on))
struct list_records : api {
    static constexpr auto route = apibind::get("/zones/{zone}/dns_records?type={type}&name.contains={name}{&page,per_page}");
    struct request {
        apibind::required<std::string> zone;
        std::optional<std::string> type{}, name{};
        std::optional<int> page{}, per_page{};
    };
    using response = std::vector<dns_record>;
    static constexpr auto paging =
        apibind::by_page<&request::page>().total<&answered<response>::result_info, &info::total_pages>();
};
BOOST_DESCRIBE_STRUCT(list_records::request, (), (zone, type, name, page, per_page))
static_assert(apibind::valid<list_records>);

// [endpoint] purge_cache
struct by_url { std::vector<std::string> files; };
BOOST_DESCRIBE_STRUCT(by_url, (), (files))
struct by_prefix { std::vector<std::string> prefixes; };
BOOST_DESCRIBE_STRUCT(by_prefix, (), (prefixes))
struct all { bool purge_everything = true; };
BOOST_DESCRIBE_STRUCT(all, (), (purge_everything))
struct purge_cache : api {
    static constexpr auto route = apibind::post("/zones/{zone}/purge_cache");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request { apibind::required<std::string> zone; apibind::required<std::variant<by_url, by_prefix, all>> what; };
    static constexpr auto body = apibind::json_of<&request::what>;
    struct response { std::string id; };
};
BOOST_DESCRIBE_STRUCT(purge_cache::request, (), (zone, what))
BOOST_DESCRIBE_STRUCT(purge_cache::response, (), (id))
static_assert(apibind::valid<purge_cache>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("t0ken"));

} // namespace cloudflare

using namespace cloudflare;
using support::answer;
using support::rendered;

TEST_CASE("cloudflare: records of a zone, out of their envelope") {
    CHECK(rendered<list_records>(it, {.zone = "023e", .type = "A", .name = "www", .page = 2, .per_page = 1}) ==
          "GET https://api.cloudflare.com/client/v4/zones/023e/dns_records?type=A&name.contains=www&page=2&per_page=1\n"
          "Accept: application/json\nAuthorization: Bearer t0ken\n");
    auto const list = apibind::interpret<list_records>(answer(200, R"({"success":true,"errors":[],"messages":[],
        "result":[{"id":"372e","type":"A","name":"www.example.com","content":"198.51.100.4","ttl":1,"proxied":true,
                   "modified_on":"2026-01-01T05:20:00.12345Z"}],"result_info":{"page":2,"per_page":1,"total_pages":4}})"));
    REQUIRE(list);
    CHECK(list->at(0).content == "198.51.100.4");
    list_records::request next{.zone = "023e", .page = 3};
    auto const step = [&](answered<list_records::response> const& whole) {
        return list_records::paging.next<list_records>(next, *list, whole, list.info()).what;
    };
    CHECK(step({.result_info = info{4}}) == apibind::page_step::kind::again);
    CHECK(next.page == 4);
    CHECK(step({.result_info = info{4}}) == apibind::page_step::kind::last);
    CHECK(list->at(0).modified_on.fraction() == std::chrono::microseconds(123450));
    auto const refused = apibind::interpret<list_records>(
        answer(403, R"({"success":false,"errors":[{"code":9109,"message":"Invalid access token"}],"messages":[],"result":null})"));
    CHECK(refused.error().vendor_error->errors.at(0).code == 9109);
}

TEST_CASE("cloudflare: what is purged is said, everything too") {
    CHECK(rendered<purge_cache>(it, {.zone = "023e", .what = by_url{{"https://example.com/a.css"}}}) ==
          "POST https://api.cloudflare.com/client/v4/zones/023e/purge_cache\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer t0ken\n\n"
          R"({"files":["https://example.com/a.css"]})");
    CHECK(rendered<purge_cache>(it, {.zone = "023e", .what = all{}}).ends_with("\n\n{\"purge_everything\":true}"));
    CHECK(apibind::interpret<purge_cache>(answer(200, R"({"success":true,"errors":[],"messages":[],"result":{"id":"023e"}})"))->id == "023e");
    auto const inside = apibind::interpret<purge_cache>(
        answer(200, R"({"success":false,"errors":[{"code":1134,"message":"Unable to purge"}],"messages":[],"result":null})"));
    REQUIRE(!inside);
    CHECK(inside.error().kind == apibind::failure_kind::refusal);
    CHECK(inside.error().vendor_error->errors.at(0).code == 1134);
}
