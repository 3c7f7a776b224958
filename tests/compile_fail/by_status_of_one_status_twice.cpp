// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two entries of this by_status have one status: keep one of them, or tell them apart by their media types, as apibind::on<200, type, "text/csv">
// expect: has_each_status_once<

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = apibind::by_status<apibind::on<200, answer>, apibind::on<204, void>, apibind::on<200, int>>;
#else
    using response =
        apibind::by_status<apibind::on<200, answer>, apibind::on<204, void>, apibind::on<200, int, "text/csv">>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
