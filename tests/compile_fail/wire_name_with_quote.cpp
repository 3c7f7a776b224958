// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a wire name of this type is empty or holds a quote, a backslash or a control character: correct it in wire_names
// expect: has_plain_wire_names_at<found, apibind::detail::path<>

#include "service.hpp"

struct found {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (code))
consteval auto wire_names(std::type_identity<found>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<&found::code>("\"code\""));
#else
    return apibind::names(apibind::name<&found::code>("the code"));
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
