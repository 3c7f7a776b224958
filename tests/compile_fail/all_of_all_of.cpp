// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an all_of stands within this all_of: write the auths of both into one

#include "service.hpp"

#include <apibind/all_of.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth =
        apibind::all_of(apibind::bearer, apibind::all_of(apibind::header_token("A"), apibind::header_token("B")));
#else
    static constexpr auto auth =
        apibind::all_of(apibind::bearer, apibind::header_token("A"), apibind::header_token("B"));
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
