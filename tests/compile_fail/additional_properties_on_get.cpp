// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no place, as GET and HEAD send no body: name it in the route as {member}
// expect: path<&find::request::more>

#include "service.hpp"
#include <apibind/additional_properties.hpp>

#ifndef APIBIND_FIXED
inline constexpr auto how = apibind::get("/records/{id}");
#else
inline constexpr auto how = apibind::put("/records/{id}");
#endif
struct find : service {
    static constexpr auto route = how;
    struct request {
        apibind::required<std::string> id;
        apibind::additional_properties<int> more{};
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, more))
static_assert(apibind::valid<find>);
