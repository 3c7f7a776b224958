// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: each is about the elements of a list, and the member is not one: write the rule about the member itself
// expect: rule_is_about_a_list<find, apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::each<&request::id>(apibind::max_length(40)));
#else
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(40));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
