// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a placeholder of this URL has no '}': write {member}

#include "service.hpp"

struct there {
#ifndef APIBIND_FIXED
    static constexpr auto base = apibind::base("https://{tenant.example.com");
#else
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
#endif
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(there::server, (), (tenant))
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
