// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a list repeats its pair, so it is alone in it: write name={member} for it, other placeholders in other pairs
// expect: is_alone_in_its_pair<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records?range={first}-{id}");
    struct request {
#ifndef APIBIND_FIXED
        apibind::required<std::vector<int>> id;
#else
        apibind::required<int> id;
#endif
        apibind::required<int> first;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, first))
static_assert(apibind::valid<find>);
