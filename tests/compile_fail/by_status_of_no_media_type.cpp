// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an entry of this by_status names no media type: write it without parameters, as apibind::on<200, type, "text/csv">, or a range, as "text/*"
// expect: names_a_media_type<apibind::on<200, int,

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = apibind::by_status<apibind::on<200, answer>, apibind::on<200, int, "text/csv; header=present">>;
#else
    using response = apibind::by_status<apibind::on<200, answer>, apibind::on<200, int, "text/csv">>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
