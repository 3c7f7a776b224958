// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this wire_names names something that is no described member or enumerator of its type: correct apibind::name<&type::member>("...")
// expect: renames_a_member_of<color, apibind::renamed<

#include "service.hpp"

enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)
enum class light { red, green };
BOOST_DESCRIBE_ENUM(light, red, green)
consteval auto wire_names(std::type_identity<color>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<light::red>("RED"));
#else
    return apibind::names(apibind::name<color::red>("RED"));
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
