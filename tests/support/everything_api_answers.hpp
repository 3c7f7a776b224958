// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The comprehensive API: every form that an answer can be declared with.
namespace everything_api::answers {

struct order {
    std::int64_t id = 0;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, state))
struct job {
    std::string job_id;
};
BOOST_DESCRIBE_STRUCT(job, (), (job_id))
struct missing {
    std::string what;
};
BOOST_DESCRIBE_STRUCT(missing, (), (what))
struct trouble {
    std::string message;
    std::optional<int> code{};
};
BOOST_DESCRIBE_STRUCT(trouble, (), (message, code))

struct service {
    static constexpr auto base = apibind::base("https://answers.example/v1");
    static constexpr auto auth = apibind::bearer;
    using error = trouble;
};

/// Nothing but whether it was done.
struct remove_order : service {
    static constexpr auto route = apibind::delete_("/orders/{id}");
    struct request {
        apibind::required<std::int64_t> id;
    };
    using response = void;
};
BOOST_DESCRIBE_STRUCT(remove_order::request, (), (id))
static_assert(apibind::valid<remove_order>);

/// Bytes of whatever type.
struct invoice : service {
    static constexpr auto route = apibind::get("/orders/{id}/invoice");
    using request = remove_order::request;
    using response = apibind::content;
};
static_assert(apibind::valid<invoice>);

/// A part of the bytes, as the call says it (RFC 9110 section 14.2).
struct slice : service {
    static constexpr auto route = apibind::get("/orders/{id}/invoice");
    struct request {
        apibind::required<int> id;
        std::optional<std::string> range{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::range>("Range"));
    using response = apibind::content;
};
BOOST_DESCRIBE_STRUCT(slice::request, (), (id, range))
static_assert(apibind::valid<slice>);

/// The same of one type, which the vendor wants to hear.
struct spreadsheet : service {
    static constexpr auto route = apibind::get("/orders");
    static constexpr std::string_view accept = "text/csv";
    struct request {};
    using response = apibind::content;
};
BOOST_DESCRIBE_STRUCT(spreadsheet::request, (), ())
static_assert(apibind::valid<spreadsheet>);

/// Done, begun, or nothing to do; errors of several shapes, the last of which takes what is not JSON.
struct place : service {
    static constexpr auto route = apibind::put("/orders/{id}");
    using request = remove_order::request;
    using response = apibind::by_status<apibind::on<200, order>, apibind::on<202, job>, apibind::on<204, void>,
                                        apibind::on<303, void>>;
    using error = apibind::by_status<apibind::on<404, missing>, apibind::on<apibind::status_4xx, trouble>,
                                     apibind::on<apibind::any_status, apibind::content>>;
};
static_assert(apibind::valid<place>);

/// RFC 9457.
struct charge : service {
    static constexpr auto route = apibind::post("/orders/{id}/charge");
    using request = remove_order::request;
    using response = order;
    using error = apibind::problem_details;
};
static_assert(apibind::valid<charge>);

struct credit {
    std::optional<int> balance{};
    std::optional<std::vector<std::string>> accounts{};
};
BOOST_DESCRIBE_STRUCT(credit, (), (balance, accounts))
struct charge_more : charge {
    using error = apibind::problem_details_with<credit>;
};
static_assert(apibind::valid<charge_more>);

enum class cache { hit, miss };
BOOST_DESCRIBE_ENUM(cache, hit, miss)
struct head_fields {
    std::string etag;
    std::optional<int> x_rate_limit_remaining{};
    std::optional<cache> x_cache{};
    std::vector<std::string> link{};
    std::optional<bool> deprecation{};
    std::optional<double> age{};
};
BOOST_DESCRIBE_STRUCT(head_fields, (), (etag, x_rate_limit_remaining, x_cache, link, deprecation, age))
consteval auto wire_names(std::type_identity<head_fields>) {
    return apibind::names(apibind::upper_kebab_case);
}

/// Fields of the answer as members.
struct find : service {
    static constexpr auto route = apibind::get("/orders/{id}");
    using request = remove_order::request;
    using response = apibind::with_fields<order, head_fields>;
};
static_assert(apibind::valid<find>);

struct created_fields {
    std::string location;
};
BOOST_DESCRIBE_STRUCT(created_fields, (), (location))
struct create : service {
    static constexpr auto route = apibind::post("/orders");
    struct request {};
    using response = apibind::with_fields<void, created_fields>;
};
BOOST_DESCRIBE_STRUCT(create::request, (), ())
static_assert(apibind::valid<create>);

/// Fields around an answer by status.
struct restore : service {
    static constexpr auto route = apibind::post("/orders/{id}/restore");
    using request = remove_order::request;
    using response =
        apibind::with_fields<apibind::by_status<apibind::on<200, order>, apibind::on<202, void>>, head_fields>;
};
static_assert(apibind::valid<restore>);

// {"ok": true, "result": ...} ---------------------------------------------------------------------------------------

template <class T>
struct wrapped {
    bool ok = false;
    std::optional<T> result{};
    std::optional<std::string> description{};
    BOOST_DESCRIBE_CLASS(wrapped, (), (ok, result, description), (), ())
};
struct refusal {
    std::string description;
    std::optional<int> error_code{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (description, error_code))

struct wrapping : service {
    template <class T>
    using envelope = wrapped<T>;
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
    template <class T>
    static bool accepted(wrapped<T> const& all) {
        return all.ok;
    }
    static std::optional<int> status_of(refusal const& e) { return e.error_code; }
    using error = refusal;
};
struct get_order : wrapping {
    static constexpr auto route = apibind::get("/wrapped/{id}");
    using request = remove_order::request;
    using response = order;
};
static_assert(apibind::valid<get_order>);
struct list_orders : wrapping {
    static constexpr auto route = apibind::get("/wrapped");
    struct request {};
    using response = std::vector<order>;
};
BOOST_DESCRIBE_STRUCT(list_orders::request, (), ())
static_assert(apibind::valid<list_orders>);
/// Only whether it was accepted.
struct ping : wrapping {
    static constexpr auto route = apibind::post("/wrapped/ping");
    using request = list_orders::request;
    using response = void;
};
static_assert(apibind::valid<ping>);
/// Takes no part in the envelope.
struct bare : wrapping {
    static constexpr auto route = apibind::get("/bare");
    using request = list_orders::request;
    template <class T>
    using envelope = T;
    static bool accepted(order const& o) { return o.id != 0; }
    using response = order;
};
static_assert(apibind::valid<bare>);
/// In an envelope, with fields, by status.
struct wrapped_all : wrapping {
    static constexpr auto route = apibind::get("/wrapped/all");
    using request = list_orders::request;
    using response =
        apibind::with_fields<apibind::by_status<apibind::on<200, order>, apibind::on<202, job>>, head_fields>;
};
static_assert(apibind::valid<wrapped_all>);

// GraphQL: {"data": {"viewer": ...}, "errors": [...]} ---------------------------------------------------------------

template <class T>
struct graph {
    std::optional<T> data{};
    std::optional<std::vector<trouble>> errors{};
    BOOST_DESCRIBE_CLASS(graph, (), (data, errors), (), ())
};
template <class T>
struct viewer_data {
    std::optional<T> viewer{};
    BOOST_DESCRIBE_CLASS(viewer_data, (), (viewer), (), ())
};
struct graph_refusal {
    std::vector<trouble> errors;
};
BOOST_DESCRIBE_STRUCT(graph_refusal, (), (errors))
struct viewer : service {
    static constexpr auto route = apibind::post("/graphql");
    struct request {
        apibind::required<std::string> query;
    };
    template <class T>
    using envelope = graph<viewer_data<T>>;
    template <class T>
    static constexpr auto payload = apibind::payload_path(&graph<viewer_data<T>>::data, &viewer_data<T>::viewer);
    template <class T>
    static bool accepted(graph<T> const& all) {
        return !all.errors || all.errors->empty();
    }
    using error = graph_refusal;
    using response = order;
};
BOOST_DESCRIBE_STRUCT(viewer::request, (), (query))
static_assert(apibind::valid<viewer>);

// JSON:API: {"data": {"type", "id", "attributes"}} ------------------------------------------------------------------

template <class T>
struct resource {
    std::string type;
    std::string id;
    T attributes{};
    BOOST_DESCRIBE_CLASS(resource, (), (type, id, attributes), (), ())
};
template <class T>
struct document {
    std::optional<T> data{};
    BOOST_DESCRIBE_CLASS(document, (), (data), (), ())
};
struct json_api : service {
    template <class T>
    using envelope = document<T>;
    template <class T>
    static constexpr auto payload = &document<T>::data;
    static constexpr std::string_view accept = "application/vnd.api+json";
};
struct find_article : json_api {
    static constexpr auto route = apibind::get("/articles/{id}");
    using request = remove_order::request;
    using response = resource<missing>;
};
static_assert(apibind::valid<find_article>);

// A flat one: {"ok": true, ...} whose own members are the answer's -------------------------------------------------

template <class T>
struct flat : T {
    bool ok = false;
    std::optional<std::string> error{};
    BOOST_DESCRIBE_CLASS(flat, (T), (ok, error), (), ())
};
struct flat_refusal {
    std::string error;
};
BOOST_DESCRIBE_STRUCT(flat_refusal, (), (error))
struct post_message : service {
    static constexpr auto route = apibind::post("/chat.postMessage");
    using request = list_orders::request;
    template <class T>
    using envelope = flat<T>;
    template <class T>
    static T payload(flat<T>&& all) {
        return std::move(static_cast<T&>(all));
    }
    template <class T>
    static bool accepted(flat<T> const& all) {
        return all.ok;
    }
    using error = flat_refusal;
    using response = job;
};
static_assert(apibind::valid<post_message>);
struct leave : post_message {
    static constexpr auto route = apibind::post("/chat.leave");
    using response = void;
};
static_assert(apibind::valid<leave>);

// Streams -----------------------------------------------------------------------------------------------------------

struct piece {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(piece, (), (text))

/// Server-sent events that end with `data: [DONE]`.
struct complete : service {
    static constexpr auto route = apibind::post("/complete");
    static constexpr std::string_view end_of_events = "[DONE]";
    struct request {
        apibind::required<std::string> prompt;
    };
    using response = apibind::event_stream<piece>;
};
BOOST_DESCRIBE_STRUCT(complete::request, (), (prompt))
static_assert(apibind::valid<complete>);

struct delta {
    static constexpr std::string_view event_name = "delta";
    std::string text;
};
BOOST_DESCRIBE_STRUCT(delta, (), (text))
struct usage {
    static constexpr std::string_view event_name = "usage";
    int tokens = 0;
};
BOOST_DESCRIBE_STRUCT(usage, (), (tokens))
/// Events told apart by their names; the others are passed over.
struct converse : service {
    static constexpr auto route = apibind::post("/converse");
    using request = complete::request;
    using response = apibind::event_stream<std::variant<delta, usage>>;
};
static_assert(apibind::valid<converse>);
/// The same with one more for the others.
struct converse_all : converse {
    using response = apibind::event_stream<std::variant<delta, apibind::server_event<std::string>>>;
};
static_assert(apibind::valid<converse_all>);

/// Events of no declared form, with their names and ids.
struct watch : service {
    static constexpr auto route = apibind::get("/watch");
    struct request {};
    using response = apibind::event_stream<apibind::server_event<std::string>>;
};
BOOST_DESCRIBE_STRUCT(watch::request, (), ())
static_assert(apibind::valid<watch>);

/// One JSON text a line; one of them may refuse the rest.
struct row {
    int n = 0;
    std::optional<bool> failed{};
};
BOOST_DESCRIBE_STRUCT(row, (), (n, failed))
struct export_rows : service {
    static constexpr auto route = apibind::get("/rows");
    using request = watch::request;
    using response = apibind::json_lines<row>;
    static bool accepted(row const& one) { return !one.failed.value_or(false); }
};
static_assert(apibind::valid<export_rows>);

} // namespace everything_api::answers
