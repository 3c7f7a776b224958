// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: rejects_when_busy is a bool: write static constexpr bool rejects_when_busy = true
// expect: rejects_when_busy_is_bool<find>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr int rejects_when_busy = 503;
#else
    static constexpr bool rejects_when_busy = true;
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
