// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: wire_names of this type names one member or enumerator twice: keep one of the names
// expect: is_renamed_once_at<found, apibind::detail::path<>

#include "service.hpp"

struct found {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (code))
consteval auto wire_names(std::type_identity<found>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<&found::code>("Code"), apibind::name<&found::code>("code"));
#else
    return apibind::names(apibind::name<&found::code>("Code"));
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
