// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>
#include <apibind/json_patch.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Every body fact once, as APIs that people use have them.
namespace everything_api::bodies {

struct service {
    static constexpr auto base = apibind::base("https://bodies.example/v1");
    static constexpr auto auth = apibind::bearer;
};

// JSON --------------------------------------------------------------------------------------------------------------

/// RFC 7396: null takes away, absent leaves.
struct merge_patch : service {
    static constexpr auto route = apibind::patch("/notes/{id}");
    static constexpr auto body = apibind::json("application/merge-patch+json");
    struct request {
        apibind::required<std::string> id;
        apibind::nullable<std::string> title{};
        apibind::nullable<int> rank{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(merge_patch::request, (), (id, title, rank))
static_assert(apibind::valid<merge_patch>);

/// RFC 6902, as Kubernetes and Azure DevOps take it.
struct patch_pod : service {
    static constexpr auto route = apibind::patch("/pods/{name}");
    struct request {
        apibind::required<std::string> name;
        apibind::required<apibind::json_patch> changes;
    };
    static constexpr auto body = apibind::json_of<&request::changes>("application/json-patch+json");
    using response = int;
};
BOOST_DESCRIBE_STRUCT(patch_pod::request, (), (name, changes))
static_assert(apibind::valid<patch_pod>);

struct label {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(label, (), (name))

/// The whole content is an array.
struct set_labels : service {
    static constexpr auto route = apibind::put("/issues/{number}/labels?notify={notify}");
    struct request {
        apibind::required<int> number;
        std::optional<bool> notify{};
        apibind::required<std::vector<label>> labels;
    };
    static constexpr auto body = apibind::json_of<&request::labels>;
    using response = int;
};
BOOST_DESCRIBE_STRUCT(set_labels::request, (), (number, notify, labels))
static_assert(apibind::valid<set_labels>);

/// Any JSON, null included; or no content.
struct set_value : service {
    static constexpr auto route = apibind::put("/values/{key}");
    struct request {
        apibind::required<std::string> key;
        apibind::nullable<apibind::json_value> value{};
    };
    static constexpr auto body = apibind::json_of<&request::value>();
    using response = int;
};
BOOST_DESCRIBE_STRUCT(set_value::request, (), (key, value))
static_assert(apibind::valid<set_value>);

/// GET with content, as Elasticsearch has it.
struct search : service {
    static constexpr auto route = apibind::get("/{index}/_search");
    static constexpr auto body = apibind::json;
    struct request {
        apibind::required<std::string> index;
        std::optional<std::string> query{};
        std::optional<int> size{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(search::request, (), (index, query, size))
static_assert(apibind::valid<search>);

/// An empty object, where an API wants one.
struct touch : service {
    static constexpr auto route = apibind::post("/things/{id}/touch");
    static constexpr auto body = apibind::json;
    struct request {
        apibind::required<std::string> id;
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(touch::request, (), (id))
static_assert(apibind::valid<touch>);

struct cancel : service {
    static constexpr auto route = apibind::post("/things/{id}/cancel");
    static constexpr auto body = apibind::no_body;
    struct request {
        apibind::required<std::string> id;
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(cancel::request, (), (id))
static_assert(apibind::valid<cancel>);

// Lines -------------------------------------------------------------------------------------------------------------

struct index_action {
    struct target {
        std::string _index;
        std::optional<std::string> _id{};
    };
    target index;
};
BOOST_DESCRIBE_STRUCT(index_action::target, (), (_index, _id))
BOOST_DESCRIBE_STRUCT(index_action, (), (index))

struct bulk : service {
    static constexpr auto route = apibind::post("/_bulk");
    struct request {
        apibind::required<std::vector<std::variant<index_action, apibind::json_value>>> lines;
    };
    static constexpr auto body = apibind::ndjson_of<&request::lines>;
    using response = int;
};
BOOST_DESCRIBE_STRUCT(bulk::request, (), (lines))
static_assert(apibind::valid<bulk>);

// Forms -------------------------------------------------------------------------------------------------------------

enum class interval { month, year };
BOOST_DESCRIBE_ENUM(interval, month, year)
struct price {
    std::int64_t unit_amount = 0;
    std::string currency;
    std::optional<interval> every{};
};
BOOST_DESCRIBE_STRUCT(price, (), (unit_amount, currency, every))
struct line_item {
    std::optional<std::string> price_id{};
    std::optional<price> price_data{};
    std::vector<double> rates{};
};
BOOST_DESCRIBE_STRUCT(line_item, (), (price_id, price_data, rates))
consteval auto wire_names(std::type_identity<line_item>) {
    return apibind::names(apibind::name<&line_item::price_id>("price"));
}

/// A service whose every endpoint takes forms; one without content is not changed by that.
struct form_service : service {
    static constexpr auto body = apibind::form;
};

struct subscribe : form_service {
    static constexpr auto route = apibind::post("/customers/{customer}/subscriptions");
    struct request {
        apibind::required<std::string> customer;
        std::optional<bool> prorate{};
        std::optional<std::vector<line_item>> items{};
        apibind::nullable<std::map<std::string, std::string>> metadata{};
        apibind::nullable<std::string> coupon{};
        std::optional<double> fee_percent{};
        std::optional<std::variant<std::int64_t, std::string>> trial_end{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(subscribe::request, (), (customer, prorate, items, metadata, coupon, fee_percent, trial_end))
static_assert(apibind::valid<subscribe>);

struct find_customer : form_service {
    static constexpr auto route = apibind::get("/customers/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(find_customer::request, (), (id))
static_assert(apibind::valid<find_customer>);

struct tag_bracketed : service {
    static constexpr auto route = apibind::post("/tags");
    static constexpr auto body = apibind::form(apibind::bracketed);
    struct request {
        apibind::required<std::vector<std::string>> tags;
        std::optional<std::vector<bool>> flags{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(tag_bracketed::request, (), (tags, flags))
static_assert(apibind::valid<tag_bracketed>);

/// Twilio's MediaUrl, Mailgun's `to`.
struct send_message : service {
    static constexpr auto route = apibind::post("/messages.json");
    static constexpr auto body = apibind::form(apibind::repeated);
    struct request {
        apibind::required<std::vector<std::string>> media_url;
        apibind::required<std::string> to;
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(send_message::request, (), (media_url, to))
consteval auto wire_names(std::type_identity<send_message::request>) {
    return apibind::names(apibind::name<&send_message::request::media_url>("MediaUrl"),
                          apibind::name<&send_message::request::to>("To"));
}
static_assert(apibind::valid<send_message>);

// Parts -------------------------------------------------------------------------------------------------------------

struct embed {
    std::string title;
};
BOOST_DESCRIBE_STRUCT(embed, (), (title))

/// Discord's messages: JSON beside indexed files.
struct post_message : service {
    static constexpr auto route = apibind::post("/channels/{channel}/messages");
    static constexpr auto body = apibind::multipart(apibind::indexed);
    struct request {
        apibind::required<std::string> channel;
        std::optional<embed> payload_json{};
        std::optional<std::vector<apibind::file>> files{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(post_message::request, (), (channel, payload_json, files))
static_assert(apibind::valid<post_message>);

/// Telegram's photos: one that is known there by its text, or a new one.
struct send_photo : service {
    static constexpr auto route = apibind::post("/sendPhoto");
    static constexpr auto body = apibind::multipart;
    struct request {
        apibind::required<std::int64_t> chat_id;
        apibind::required<std::variant<std::string, apibind::file>> photo;
        std::optional<std::string> caption{};
        std::optional<bool> has_spoiler{};
        std::optional<std::vector<std::string>> tag{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(send_photo::request, (), (chat_id, photo, caption, has_spoiler, tag))
static_assert(apibind::valid<send_photo>);

struct drive_file {
    std::string name;
    std::optional<std::vector<std::string>> parents{};
};
BOOST_DESCRIBE_STRUCT(drive_file, (), (name, parents))

/// Google Drive's: JSON, then the file.
struct upload : service {
    static constexpr auto route = apibind::post("/files?uploadType=multipart");
    static constexpr auto body = apibind::multipart_related;
    struct request {
        apibind::required<drive_file> metadata;
        apibind::required<apibind::file> media;
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(upload::request, (), (metadata, media))
static_assert(apibind::valid<upload>);

// Bytes -------------------------------------------------------------------------------------------------------------

/// Salesforce's bulk jobs take CSV.
struct upload_rows : service {
    static constexpr auto route = apibind::put("/jobs/{id}/batches");
    struct request {
        apibind::required<std::string> id;
        apibind::required<std::string> rows;
    };
    static constexpr auto body = apibind::content_of<&request::rows>("text/csv; charset=utf-8");
    using response = int;
};
BOOST_DESCRIBE_STRUCT(upload_rows::request, (), (id, rows))
static_assert(apibind::valid<upload_rows>);

/// A file, of the type that a call says, or none.
struct put_object : service {
    static constexpr auto route = apibind::put("/objects/{key}");
    struct request {
        apibind::required<std::string> key;
        std::optional<apibind::file> data{};
    };
    static constexpr auto body = apibind::content_of<&request::data>;
    using response = int;
};
BOOST_DESCRIBE_STRUCT(put_object::request, (), (key, data))
static_assert(apibind::valid<put_object>);

} // namespace everything_api::bodies
