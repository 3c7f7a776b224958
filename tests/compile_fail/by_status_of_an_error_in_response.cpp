// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this status is never that of a success: move the entry into the by_status of error
// expect: is_entry_of_a_response<apibind::on<500, answer>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = apibind::by_status<apibind::on<200, answer>, apibind::on<500, answer>>;
#else
    using response = apibind::by_status<apibind::on<200, answer>, apibind::on<404, answer>>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
