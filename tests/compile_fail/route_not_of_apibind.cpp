// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this route is not made by apibind: declare static constexpr auto route = apibind::get("/path") or its like
// expect: route_is_made_by_apibind<find>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = "/records/{id}";
#else
    static constexpr auto route = apibind::get("/records/{id}");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
