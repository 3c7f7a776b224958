// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: derive cannot take the request: declare static void derive(request&) in the endpoint
// expect: derive_takes_request<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<int>> ids;
        apibind::derived<bool> several;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static void derive(answer&) {}
#else
    static void derive(request& all) { all.several = all.ids.value().size() > 1; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (ids, several))
static_assert(apibind::valid<find>);
