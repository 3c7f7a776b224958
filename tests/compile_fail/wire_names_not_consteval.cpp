// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: wire_names of this type is not consteval, or does not return what apibind::names(...) makes: let it do so
// expect: has_wire_names_of_apibind_at<found, apibind::detail::path<>

#include "service.hpp"

struct found {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (code))
#ifndef APIBIND_FIXED
inline auto wire_names(std::type_identity<found>) {
#else
consteval auto wire_names(std::type_identity<found>) {
#endif
    return apibind::names(apibind::name<&found::code>("Code"));
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
