// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a rule names something that is no described member of this request: write <&request::member>
// expect: rule_names_member_of<find::request, apibind::detail::path<40>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::max_length<40>(40));
#else
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(40));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
