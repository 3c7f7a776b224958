// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: at_least_one_of<...>() takes two members or more

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        std::optional<std::string> id{};
        std::optional<std::string> name{};
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::at_least_one_of<&request::id>());
#else
    static constexpr auto rules = apibind::rules(apibind::at_least_one_of<&request::id, &request::name>());
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, name))
static_assert(apibind::valid<find>);
