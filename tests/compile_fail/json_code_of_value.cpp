// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: json_code of this type gives it no code: let it return apibind::unrolled, and stand beside a described struct only
// expect: has_json_code_of_apibind_at<found, apibind::detail::path<>

#include "service.hpp"

#include <apibind/json_code.hpp>

struct found {
    int code{};
};
BOOST_DESCRIBE_STRUCT(found, (), (code))
consteval auto json_code(std::type_identity<found>) {
#ifndef APIBIND_FIXED
    return 1;
#else
    return apibind::unrolled;
#endif
}
struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
