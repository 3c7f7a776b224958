// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this rule is about a string, and the member is not one
// expect: rule_is_about_a_string<find, apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<int>> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::each<&request::id>(apibind::max_length(40)));
#else
    static constexpr auto rules = apibind::rules(apibind::max_items<&request::id>(40));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
