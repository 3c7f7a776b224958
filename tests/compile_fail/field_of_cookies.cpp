// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field is not free: 
// expect: is_field_of_the_endpoint<find
// expect: apibind::detail::at<'C', 'o', 'o', 'k', 'i', 'e'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("Cookie"));
#else
    static constexpr auto fields = apibind::fields(apibind::cookie<&request::id>("session"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
