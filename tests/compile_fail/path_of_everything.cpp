// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a path segment takes one value that is always there: make this member an apibind::required scalar, or move its placeholder into the query
// expect: fills_one_segment<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
#ifndef APIBIND_FIXED
        apibind::required<std::variant<std::string, apibind::everything_t>> id;
#else
        apibind::required<std::variant<std::string, int>> id;
#endif
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
