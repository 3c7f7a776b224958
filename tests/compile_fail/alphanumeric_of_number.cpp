// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this rule is about a string, and the member is not one
// expect: rule_is_about_a_string<find, apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<int> id;
        std::optional<std::string> name{};
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::alphanumeric<&request::id>());
#else
    static constexpr auto rules = apibind::rules(apibind::alphanumeric<&request::name>());
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, name))
static_assert(apibind::valid<find>);
