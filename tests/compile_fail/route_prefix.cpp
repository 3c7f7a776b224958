// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a placeholder of this URL has an operator or a prefix of RFC 6570 that is not known here
// expect: apibind::detail::at<'{', 'i', 'd', ':', '3', '}'>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records/{id:3}");
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
