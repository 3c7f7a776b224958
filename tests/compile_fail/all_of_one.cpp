// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: all_of takes two or more auths, each of which takes a credential: header_token("Name"), bearer, basic, query_token("name"), ...

#include "service.hpp"

#include <apibind/all_of.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::all_of(apibind::bearer, apibind::no_auth);
#else
    static constexpr auto auth = apibind::all_of(apibind::bearer, apibind::header_token("X-Key"));
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
