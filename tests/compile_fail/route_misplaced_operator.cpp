// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: {?a,b} stands where the query begins, {&a,b} inside it, and only pairs follow; {+a} and {/a} stand in the path of a route, {/a} without a slash before it: move it there
// expect: is_url_template<apibind::detail::fact<
// expect: find::route
// expect: apibind::detail::at<'{', '?', 'i', 'd', '}'>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records?sort=up{?id}");
#else
    static constexpr auto route = apibind::get("/records?sort=up{&id}");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
