// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: apibind::as_numbers is for an enum, whose enumerators' values then travel, and has no other names beside it: take those out, or use another convention
// expect: is_numbered_alone_at<level, apibind::detail::path<&found::access

#include "service.hpp"

enum class level { guest = 10, owner = 50 };
BOOST_DESCRIBE_ENUM(level, guest, owner)
consteval auto wire_names(std::type_identity<level>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::as_numbers, apibind::name<level::guest>("guest"));
#else
    return apibind::names(apibind::as_numbers);
#endif
}
struct found {
    level access{};
};
BOOST_DESCRIBE_STRUCT(found, (), (access))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
