// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: one auth of an all_of at most may renew its token by itself

#include "service.hpp"

#include <apibind/all_of.hpp>
#include <apibind/renewed_token.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::all_of(apibind::renewed_bearer, apibind::renewed_header_token("X-Key"));
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
