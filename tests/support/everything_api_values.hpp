// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>
#include <apibind/json_code.hpp>
#include <apibind/json_value.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// The values of an API that has each kind of them once.
namespace everything_api::values {

struct service {
    static constexpr auto base = apibind::base("https://values.example/v1");
    static constexpr auto auth = apibind::no_auth;
    struct error {
        apibind::in_string<std::int64_t> code{};
        std::string message;
        apibind::additional_properties<apibind::json_value> details{};
    };
};
BOOST_DESCRIBE_STRUCT(service::error, (), (code, message, details))

// Numbers and texts ---------------------------------------------------------------------------------------------------

struct settings {
    bool dark = false;
    std::vector<int> sizes{};
};
BOOST_DESCRIBE_STRUCT(settings, (), (dark, sizes))

struct put_account : service {
    static constexpr auto route =
        apibind::put("/accounts/{id}?fields={fields}&as_of={as_of}&etag={etag}&limit={limit}");
    struct request {
        apibind::required<apibind::uuid> id;
        apibind::required<apibind::joined<std::string>> fields;
        std::optional<std::chrono::year_month_day> as_of{};
        std::optional<apibind::base64url_bytes> etag{};
        std::optional<apibind::decimal> limit{};
        apibind::required<apibind::in_string<apibind::decimal>> balance; // money as a text
        std::optional<apibind::decimal> atoms{};                         // beyond 64 bits
        std::optional<apibind::in_string<bool>> active{};
        std::optional<apibind::in_string<settings>> settings_json{};
        std::optional<apibind::joined<std::string, ' '>> scope{};
        std::optional<apibind::base64_bytes> picture{};
        apibind::nullable<std::string> nickname{};
        apibind::additional_properties<apibind::json_value> custom{};
    };
    struct response {
        apibind::uuid id;
        apibind::in_string<std::uint64_t> revision{};
        apibind::one_or_many<bool> flags{};
        std::map<std::string, apibind::decimal> totals{};
    };
};
BOOST_DESCRIBE_STRUCT(put_account::request, (),
                      (id, fields, as_of, etag, limit, balance, atoms, active, settings_json, scope, picture, nickname,
                       custom))
BOOST_DESCRIBE_STRUCT(put_account::response, (), (id, revision, flags, totals))
static_assert(apibind::valid<put_account>);

// Times ---------------------------------------------------------------------------------------------------------------

struct list_events : service {
    static constexpr auto route = apibind::get("/events/{day}?since={since}&until={until}&at[]={at}&window={window}");
    struct request {
        apibind::required<std::chrono::year_month_day> day;
        std::optional<apibind::rfc3339> since{};
        std::optional<apibind::unix_milliseconds> until{};
        std::optional<std::vector<apibind::compact_time>> at{};
        std::optional<apibind::iso8601_duration> window{};
    };
    struct event {
        apibind::rfc3339 created;
        apibind::rfc2822 sent;
        apibind::http_date modified;
        apibind::compact_time signed_at;
        apibind::unix_seconds ts;
        apibind::unix_milliseconds ms;
        apibind::unix_microseconds us;
        apibind::in_string<apibind::unix_nanoseconds> ns;
        apibind::local_date_time local;
        apibind::sql_date_time sql;
        std::chrono::year_month_day date{};
        std::chrono::seconds ttl{};
        apibind::iso8601_duration length;
        apibind::protobuf_duration timeout;
    };
    using response = std::vector<event>;
};
BOOST_DESCRIBE_STRUCT(list_events::request, (), (day, since, until, at, window))
BOOST_DESCRIBE_STRUCT(list_events::event, (),
                      (created, sent, modified, signed_at, ts, ms, us, ns, local, sql, date, ttl, length, timeout))
static_assert(apibind::valid<list_events>);

// Unions, trees, types of the program
// -----------------------------------------------------------------------------------

struct card {
    std::string last4;
};
BOOST_DESCRIBE_STRUCT(card, (), (last4))
struct bank {
    std::string iban;
};
BOOST_DESCRIBE_STRUCT(bank, (), (iban))
using method = apibind::tagged<"type", apibind::as<"card", card>, apibind::as<"bank", bank>, apibind::other>;
using destination = apibind::keyed<apibind::as<"card", card>, apibind::as<"note", std::string>>;
using component = apibind::tagged<"type", apibind::as<1, card>, apibind::as<2, bank>>;

struct folder {
    std::string name;
    std::vector<folder> folders{};
    std::unique_ptr<folder> parent{};
};
BOOST_DESCRIBE_STRUCT(folder, (), (name, folders, parent))

/// A class with an invariant.
class percentage {
public:
    percentage() = default;
    explicit percentage(int of) : of_(of) {}
    int of() const { return of_; }
    friend int to_described_json(percentage it) { return it.of_; }
    friend std::string from_described_json(int wire, percentage& it) {
        if (wire < 0 || wire > 100) return "a percentage from 0 to 100";
        it = percentage(wire);
        return {};
    }

private:
    int of_ = 0;
};

struct pay : service {
    static constexpr auto route = apibind::post("/payments?share={share}");
    struct request {
        apibind::required<percentage> share;
        apibind::required<method> from;
        apibind::required<destination> to;
        std::optional<std::vector<component>> parts{};
        std::optional<std::variant<std::string, card>> customer{}; // a text or an object
    };
    struct response {
        method from;
        std::variant<std::string, card> customer{};
        folder files;
        percentage done;
    };
};
BOOST_DESCRIBE_STRUCT(pay::request, (), (share, from, to, parts, customer))
BOOST_DESCRIBE_STRUCT(pay::response, (), (from, customer, files, done))
static_assert(apibind::valid<pay>);

// An enum whose values travel
// ------------------------------------------------------------------------------------------

enum class access { guest = 10, member = 30, owner = 50 };
BOOST_DESCRIBE_ENUM(access, guest, member, owner)
consteval auto wire_names(std::type_identity<access>) {
    return apibind::names(apibind::as_numbers);
}
struct set_access : service {
    static constexpr auto route = apibind::put("/members/{member}?from={from}");
    struct request {
        apibind::required<int> member;
        apibind::required<values::access> access;
        std::optional<values::access> from{};
    };
    struct response {
        values::access access{};
        std::optional<apibind::open_enum<values::access>> former{};
    };
};
BOOST_DESCRIBE_STRUCT(set_access::request, (), (member, access, from))
BOOST_DESCRIBE_STRUCT(set_access::response, (), (access, former))
static_assert(apibind::valid<set_access>);

// A hot type, and one that holds it -----------------------------------------------------------------------------------

struct reading {
    std::int64_t at = 0;
    double value = 0;
    std::optional<std::string> note{};
    std::vector<int> flags{};
};
consteval auto wire_names(std::type_identity<reading>) {
    return apibind::names(apibind::pascal_case);
}
consteval auto json_code(std::type_identity<reading>) {
    return apibind::unrolled;
}
BOOST_DESCRIBE_STRUCT(reading, (), (at, value, note, flags))

struct add_readings : service {
    static constexpr auto route = apibind::post("/meters/{meter}/readings");
    struct request {
        apibind::required<std::string> meter;
        apibind::required<std::vector<reading>> readings;
    };
    using response = std::map<std::string, std::vector<reading>>;
};
BOOST_DESCRIBE_STRUCT(add_readings::request, (), (meter, readings))
static_assert(apibind::valid<add_readings>);

// Masks ---------------------------------------------------------------------------------------------------------------

struct contact {
    std::optional<std::string> display_name{};
    apibind::nullable<std::string> phone{};
};
consteval auto wire_names(std::type_identity<contact>) {
    return apibind::names(apibind::camel_case);
}
BOOST_DESCRIBE_STRUCT(contact, (), (display_name, phone))

struct update_contact : service {
    static constexpr auto route = apibind::patch("/contacts/{id}?updateMask={mask}");
    struct request {
        apibind::required<std::string> id;
        apibind::derived<apibind::joined<std::string>> mask{};
        apibind::required<everything_api::values::contact> contact;
    };
    static void derive(request& r) { r.mask = apibind::field_mask(*r.contact); }
    using response = everything_api::values::contact;
};
BOOST_DESCRIBE_STRUCT(update_contact::request, (), (id, mask, contact))
static_assert(apibind::valid<update_contact>);

} // namespace everything_api::values
