// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no place, as body is one other member, or none: name it in the route as {member}
// expect: &find::request::text

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        apibind::required<std::string> text;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::json_of<&request::id>;
#else
    static constexpr auto body = apibind::json;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, text))
static_assert(apibind::valid<find>);
