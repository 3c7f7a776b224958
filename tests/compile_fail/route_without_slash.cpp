// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a route begins with '/', as it stands below the base: write "/path"
// expect: is_url_template<apibind::detail::fact<
// expect: find::route
// expect: apibind::detail::at<'r'>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("records/{id}");
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
