// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not a valid pattern
// expect: rule_has_a_pattern<find, apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<std::string>> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::each<&request::id>(apibind::pattern("[a-z")));
#else
    static constexpr auto rules = apibind::rules(apibind::each<&request::id>(apibind::pattern("[a-z]")));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
