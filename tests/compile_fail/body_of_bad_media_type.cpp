// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is no media type: write type/subtype, such as application/json
// expect: has_a_media_type<find

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::json("json");
#else
    static constexpr auto body = apibind::json("application/vnd.api+json");
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
