// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: min_items and max_items are about a list or a map, and the member is neither: for a string write min_length or max_length
// expect: rule_is_about_items<find, apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::max_items<&request::id>(40));
#else
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(40));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
