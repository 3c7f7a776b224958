// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two members or two enumerators of this type have one wire name: give one another name in wire_names
// expect: has_distinct_wire_names_at<found, apibind::detail::path<>

#include "service.hpp"

#ifndef APIBIND_FIXED
struct found {
    int call_id = 0;
    int callId = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (call_id, callId))
#else
struct found {
    int call_id = 0;
    int record_id = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (call_id, record_id))
#endif
consteval auto wire_names(std::type_identity<found>) { return apibind::names(apibind::camel_case); }
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
