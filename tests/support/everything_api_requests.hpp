// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// The part of the comprehensive API that is about requests without bodies: one endpoint for each thing that a URL, a
/// header field or a method can be.
namespace everything_api::requests {

enum class region { us, eu };
BOOST_DESCRIBE_ENUM(region, us, eu)

struct service {
    static constexpr auto base = apibind::base("https://api{.where}.everything.example/v1");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto fields = apibind::fields(apibind::field("Api-Version", "2024-06-20"),
                                                   apibind::field("Accept", "application/vnd.everything+json"));
    struct server {
        std::optional<region> where{};
    };
};
BOOST_DESCRIBE_STRUCT(service::server, (), (where))

struct answer {
    std::string said;
};
BOOST_DESCRIBE_STRUCT(answer, (), (said))

/// LIST /secret/metadata/team/db
struct list_secrets : service {
    static constexpr auto route = apibind::with_method("LIST", "/secret/metadata/{+path}");
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::required<std::string> path;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(list_secrets::request, (), (path))

/// GET /projects/p/secrets/s:access
struct access_resource : service {
    static constexpr auto route = apibind::get("/{+name}:access");
    struct request {
        apibind::required<std::string> name;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(access_resource::request, (), (name))

/// GET /folders/a/b/items/1,2/fields
struct walk : service {
    static constexpr auto route = apibind::get("/folders{/folders*}/items{/ids}{/part}");
    struct request {
        std::optional<std::vector<std::string>> folders{};
        apibind::required<std::vector<int>> ids;
        std::optional<std::string> part{};
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(walk::request, (), (folders, ids, part))

enum class yes_no { no, yes };
BOOST_DESCRIBE_ENUM(yes_no, no, yes)
enum class bit { off, on };
BOOST_DESCRIBE_ENUM(bit, off, on)
consteval auto wire_names(std::type_identity<bit>) {
    return apibind::names(apibind::name<bit::off>("0"), apibind::name<bit::on>("1"));
}

/// GET /search?page[size]=2&custom_fields[Kraj][0]=PL&$filter=...&expand=a,b&id=1&id=2&archived=yes&deep=1
struct search : service {
    static constexpr auto route = apibind::get(
        "/search?page[size]={size}&custom_fields[Kraj][0]={kraj}{&filter,expand,ids*}&archived={archived}&deep={deep}");
    struct request {
        std::optional<int> size{};
        std::optional<std::string> kraj{}, filter{};
        std::optional<std::vector<std::string>> expand{};
        std::optional<std::vector<int>> ids{};
        std::optional<yes_no> archived{};
        std::optional<bit> deep{};
    };
    using response = answer;
};
consteval auto wire_names(std::type_identity<search::request>) {
    return apibind::names(apibind::name<&search::request::filter>("$filter"),
                          apibind::name<&search::request::ids>("id"));
}
BOOST_DESCRIBE_STRUCT(search::request, (), (size, kraj, filter, expand, ids, archived, deep))

struct created {
    std::optional<int> gte{}, lt{};
};
BOOST_DESCRIBE_STRUCT(created, (), (gte, lt))
struct filter {
    std::optional<created> at{};
    std::optional<std::vector<std::string>> status{};
    std::optional<std::map<std::string, std::string>> metadata{};
};
BOOST_DESCRIBE_STRUCT(filter, (), (at, status, metadata))
struct paging {
    std::optional<int> limit{};
    std::optional<std::string> starting_after{};
};
BOOST_DESCRIBE_STRUCT(paging, (), (limit, starting_after))

/// GET /charges?filter[at][gte]=5&filter[status][]=paid&limit=3&tag=x
struct list_charges : service {
    static constexpr auto route = apibind::get("/charges?filter={filter}{&page*,more*}");
    static constexpr auto query_lists = apibind::bracketed;
    struct request {
        std::optional<requests::filter> filter{};
        std::optional<paging> page{};
        std::optional<std::map<std::string, std::string>> more{};
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(list_charges::request, (), (filter, page, more))

/// DELETE /charges/ch_1, with If-Match, a cookie, another version than the service's and a key
struct void_charge : service {
    static constexpr auto route = apibind::delete_("/charges/{id}");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::string> version{};
        std::optional<std::vector<std::string>> if_match{};
        std::optional<std::string> session{};
        apibind::idempotency_key key{};
    };
    static constexpr auto fields = apibind::fields(
        apibind::field<&request::version>("Api-Version"), apibind::field<&request::if_match>("If-Match"),
        apibind::field<&request::key>("Idempotency-Key"), apibind::cookie("lang", "en"),
        apibind::cookie<&request::session>("session"));
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(void_charge::request, (), (id, version, if_match, session, key))

/// PUT /charges/ch_1/receipt, with a field for each key of a map, and such fields of the answer back
struct put_receipt : service {
    static constexpr auto route = apibind::put("/charges/{id}/receipt");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::map<std::string, std::string>> metadata{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::metadata>("X-Meta-*"));
    struct told {
        std::map<std::string, std::string> metadata{};
    };
    using response = apibind::with_fields<void, told>;
};
BOOST_DESCRIBE_STRUCT(put_receipt::request, (), (id, metadata))
BOOST_DESCRIBE_STRUCT(put_receipt::told, (), (metadata))
consteval auto wire_names(std::type_identity<put_receipt::told>) {
    return apibind::names(apibind::name<&put_receipt::told::metadata>("x-meta-*"));
}

} // namespace everything_api::requests
