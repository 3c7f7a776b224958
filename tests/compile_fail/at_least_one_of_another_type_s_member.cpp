// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a rule names something that is no described member of this request: write <&request::member>
// expect: rule_names_member_of<find::request, apibind::detail::path<&answer::code>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        std::optional<std::string> id{};
        std::optional<std::string> name{};
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::at_least_one_of<&request::id, &answer::code>());
#else
    static constexpr auto rules = apibind::rules(apibind::at_least_one_of<&request::id, &request::name>());
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, name))
static_assert(apibind::valid<find>);
