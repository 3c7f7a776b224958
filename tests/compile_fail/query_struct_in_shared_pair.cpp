// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a struct or map in a query makes pairs of its own: write name={member} for it and nothing else in that pair
// expect: is_alone_in_its_pair<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records?id=x:{id}");
#else
    static constexpr auto route = apibind::get("/records?id={id}");
#endif
    struct request {
        apibind::required<answer> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
