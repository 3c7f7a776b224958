// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: not_modified_or takes the status 304, which never comes to an entry of its by_status: take out apibind::on<304, type>, or use the by_status without not_modified_or
// expect: leaves_out_the_status_304<apibind::by_status<apibind::on<200, answer>, apibind::on<304, void>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = apibind::not_modified_or<apibind::by_status<apibind::on<200, answer>, apibind::on<304, void>>>;
#else
    using response = apibind::not_modified_or<apibind::by_status<apibind::on<200, answer>, apibind::on<202, void>>>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
