// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: tagged and keyed hold apibind::as<"name", type> and, last, maybe apibind::other: write that

#include "service.hpp"

#ifndef APIBIND_FIXED
using found = apibind::tagged<"type", answer>;
#else
using found = apibind::tagged<"type", apibind::as<"answer", answer>, apibind::other>;
#endif
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = std::vector<found>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
