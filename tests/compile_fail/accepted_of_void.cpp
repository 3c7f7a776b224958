// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: accepted cannot take the response: declare static bool accepted(response const&) in the endpoint
// expect: accepted_takes_response<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = void;
#ifndef APIBIND_FIXED
    static bool accepted(answer const& all) { return all.code == 0; }
#else
    static bool accepted(apibind::no_content) { return true; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
