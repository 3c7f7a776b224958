// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind_this_number_does_not_fit_the_required_member

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<signed char> shelf;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (shelf))

#ifndef APIBIND_FIXED
find::request const wanted{.shelf = 300};
#else
find::request const wanted{.shelf = 30};
#endif
