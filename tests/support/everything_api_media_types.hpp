// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "everything_api_answers.hpp"

/// The comprehensive API: answers whose type follows from their media type.
namespace everything_api::media_types {

using answers::job;
using answers::order;
using answers::trouble;

struct service {
    static constexpr auto base = apibind::base("https://media.example/v1");
    using error =
        apibind::by_status<apibind::on<apibind::any_status, apibind::problem_details, "application/problem+json">,
                           apibind::on<apibind::status_4xx, trouble, "application/json">,
                           apibind::on<apibind::any_status, apibind::content, "text/*">>;
};

/// One status of two types; a third one in between.
struct find_orders : service {
    static constexpr auto route = apibind::get("/orders");
    struct request {};
    using response = apibind::by_status<apibind::on<200, std::vector<order>, "application/json">,
                                        apibind::on<200, apibind::content, "text/csv">, apibind::on<202, job>>;
};
BOOST_DESCRIBE_STRUCT(find_orders::request, (), ())
static_assert(apibind::valid<find_orders>);

/// One type of its own, and whatever else comes; around it fields of the answer.
struct export_orders : service {
    static constexpr auto route = apibind::post("/orders/export");
    using request = find_orders::request;
    struct head {
        std::optional<std::string> etag{};
    };
    using response = apibind::with_fields<
        apibind::by_status<apibind::on<200, order, "application/vnd.order+json">, apibind::on<200, apibind::content>>,
        head>;
};
BOOST_DESCRIBE_STRUCT(export_orders::head, (), (etag))
static_assert(apibind::valid<export_orders>);

/// Of a success of one type the errors alone name theirs.
struct cancel_orders : service {
    static constexpr auto route = apibind::post("/orders/cancel");
    using request = find_orders::request;
    using response = order;
};
static_assert(apibind::valid<cancel_orders>);

} // namespace everything_api::media_types
