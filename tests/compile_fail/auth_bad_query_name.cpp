// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this query_token has no plain name: write that of the query pair alone
// expect: _name<apibind::detail::fact<
// expect: there::auth

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::query_token("?key=");
#else
    static constexpr auto auth = apibind::query_token("key");
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
