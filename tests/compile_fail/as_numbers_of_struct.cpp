// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: apibind::as_numbers is for an enum, whose enumerators' values then travel, and has no other names beside it: take those out, or use another convention
// expect: is_numbered_alone_at<found, apibind::detail::path<>

#include "service.hpp"

struct found {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (code))
consteval auto wire_names(std::type_identity<found>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::as_numbers);
#else
    return apibind::names(apibind::camel_case);
#endif
}
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
