// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this body names something that is no described member of the request: write &request::member
// expect: &other::id

#include "service.hpp"
#include <apibind/apibind.hpp>

struct other {
    std::string id;
};
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::json_of<&other::id>;
#else
    static constexpr auto body = apibind::json_of<&request::id>;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
