// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the wire name of this member is no field name: letters, digits and hyphens, given in wire_names
// expect: is_named_as_a_field<tags, apibind::detail::path<&tags::left>

#include "service.hpp"

struct tags {
    int left = 0;
};
BOOST_DESCRIBE_STRUCT(tags, (), (left))
consteval auto wire_names(std::type_identity<tags>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<&tags::left>("X Left"));
#else
    return apibind::names(apibind::name<&tags::left>("X-Left"));
#endif
}

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::with_fields<answer, tags>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
