// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is no endpoint: an endpoint is a struct that declares route, request and response
// expect: is_endpoint<service>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
#ifndef APIBIND_FIXED
static_assert(apibind::valid<service>);
#else
static_assert(apibind::valid<find>);
#endif
