// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this URL holds a character that no URL holds
// expect: there::base
// expect: apibind::detail::at<' '>

#include "service.hpp"

struct there {
#ifndef APIBIND_FIXED
    static constexpr auto base = apibind::base("https://api.example.com/my api");
#else
    static constexpr auto base = apibind::base("https://api.example.com/my%20api");
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
