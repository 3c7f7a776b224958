// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a base is scheme, host, port and path, without user and query

#include "service.hpp"

struct there {
#ifndef APIBIND_FIXED
    static constexpr auto base = apibind::base("https://me@api.example.com");
#else
    static constexpr auto base = apibind::base("https://api.example.com");
#endif
    static constexpr auto auth = apibind::bearer;
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
