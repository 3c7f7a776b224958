// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this URL has too many placeholders: write 64 at most

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records/{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-x");
#else
    static constexpr auto route = apibind::get("/records/{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-{id}-x");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
