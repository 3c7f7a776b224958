// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a type of a tagged has a member of the tag's name that cannot hold the tag: take it out, as the tag is told by which type it is, or make it a std::string, or an enum or an apibind::constant of that name
// expect: leaves_room_for_the_tag<row>

#include "service.hpp"

struct row {
    apibind::constant<"other"> type;
};
BOOST_DESCRIBE_STRUCT(row, (), (type))
#ifndef APIBIND_FIXED
using found = apibind::tagged<"type", apibind::as<"row", row>>;
#else
using found = apibind::tagged<"type", apibind::as<"other", row>>;
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
