// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is no name of a header field or a cookie
// expect: is_name_of_a_field<find
// expect: apibind::detail::at<'a', '=', 'b'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::cookie<&request::id>("a=b"));
#else
    static constexpr auto fields = apibind::fields(apibind::cookie<&request::id>("a"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
