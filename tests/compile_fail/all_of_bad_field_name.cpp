// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this header_token names no header field that is free for it

#include "service.hpp"

#include <apibind/all_of.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::all_of(apibind::bearer, apibind::header_token("X Key"));
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
