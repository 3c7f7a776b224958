// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this text cannot stand before the token of a header_token
// expect: as in header_token("Authorization", "Bot ")

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::header_token("Authorization", "Bot\n");
#else
    static constexpr auto auth = apibind::header_token("Authorization", "Bot ");
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
