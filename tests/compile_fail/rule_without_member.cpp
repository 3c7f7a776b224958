// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: these rules are not made by apibind
// expect: rules_are_made_by_apibind<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::max_length(40));
#else
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(40));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
