// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this header_token names no header field that is free for it
// expect: and none of Host, Connection, Content-...

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::header_token("Host");
#else
    static constexpr auto auth = apibind::header_token("X-Host");
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
