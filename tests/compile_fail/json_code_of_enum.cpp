// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: json_code of this type gives it no code: let it return apibind::unrolled, and stand beside a described struct only
// expect: has_json_code_of_apibind_at<level, apibind::detail::path<&found::of>

#include "service.hpp"

#include <apibind/json_code.hpp>

enum class level { low, high };
BOOST_DESCRIBE_ENUM(level, low, high)
#ifndef APIBIND_FIXED
consteval auto json_code(std::type_identity<level>) {
    return apibind::unrolled;
}
#endif
struct found {
    level of{};
};
BOOST_DESCRIBE_STRUCT(found, (), (of))
struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
