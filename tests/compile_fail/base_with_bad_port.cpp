// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the host of this base is not a host: write host, host:port or [address]:port

#include "service.hpp"

struct there {
#ifndef APIBIND_FIXED
    static constexpr auto base = apibind::base("https://api.example.com:https");
#else
    static constexpr auto base = apibind::base("https://api.example.com:443");
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
