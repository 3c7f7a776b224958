// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not a valid pattern: write characters and classes such as [a-z0-9_], each with ? * + {n} or {m,n}; any other sign goes into a class, and there are no groups and alternatives
// expect: rule_has_a_pattern<find, apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::pattern<&request::id>("(ab)+"));
#else
    static constexpr auto rules = apibind::rules(apibind::pattern<&request::id>("[ab]+"));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
