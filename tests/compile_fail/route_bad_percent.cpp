// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a '%' of this URL is not followed by two hexadecimal digits: write %25 for '%'
// expect: is_url_template<apibind::detail::fact<
// expect: find::route
// expect: apibind::detail::at<'%', '/', '{'>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/100%/{id}");
#else
    static constexpr auto route = apibind::get("/100%25/{id}");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
