// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this constant is no value of a field: 
// expect: has_sendable_constant<find
// expect: apibind::detail::at<'l', 'a', 'n', 'g'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::cookie("lang", "en; admin=1"));
#else
    static constexpr auto fields = apibind::fields(apibind::cookie("lang", "en"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
