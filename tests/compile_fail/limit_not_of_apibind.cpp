// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a limit lets at least one call pass: declare static constexpr auto limit = apibind::in_flight(1) or more
// expect: limit_is_at_least_one_call<find>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr int limit = 1;
#else
    static constexpr auto limit = apibind::in_flight(1);
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
