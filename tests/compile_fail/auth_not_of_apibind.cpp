// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not an auth: write apibind::header_token("Name"), bearer, basic, query_token("name") or no_auth
// expect: auth_is_made_by_apibind<find>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = "Access-Token";
#else
    static constexpr auto auth = apibind::header_token("Access-Token");
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
