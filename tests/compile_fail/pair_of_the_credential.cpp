// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this pair of the query is the credential's, which auth puts into every request: take it out of the route
// expect: is_no_pair_of_the_credential<find

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::query_token("id");
#else
    static constexpr auto auth = apibind::query_token("key");
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records{?id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
