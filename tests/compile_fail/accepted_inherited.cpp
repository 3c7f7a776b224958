// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: accepted cannot take the response: declare static bool accepted(response const&) in the endpoint
// expect: accepted_takes_response<find>

#include "service.hpp"

struct there : service {
    static bool accepted(answer const& all) { return all.code == 0; }
};
struct found {
    int count = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (count))
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
#ifdef APIBIND_FIXED
    static bool accepted(response const& all) { return all.count > 0; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
