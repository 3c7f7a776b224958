// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is no entry of a by_status: write apibind::on<200, type>, a class as apibind::on<apibind::status_4xx, type>, or apibind::on<apibind::any_status, type>
// expect: is_entry_of_by_status<apibind::on<99, answer>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using error = apibind::by_status<apibind::on<99, answer>>;
#else
    using error = apibind::by_status<apibind::on<409, answer>>;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
