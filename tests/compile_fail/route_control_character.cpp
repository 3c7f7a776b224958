// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this URL holds a character that no URL holds
// expect: is_url_template<apibind::detail::fact<
// expect: find::route
// expect: apibind::detail::at<

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records/{id}\n");
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
