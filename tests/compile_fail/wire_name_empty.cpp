// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a wire name of this type is empty or holds a quote, a backslash or a control character: correct it in wire_names
// expect: has_plain_wire_names_at<color, apibind::detail::path<&find::request::id>

#include "service.hpp"

enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)
consteval auto wire_names(std::type_identity<color>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<color::green>(""));
#else
    return apibind::names(apibind::name<color::green>("Green"));
#endif
}
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<color> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
