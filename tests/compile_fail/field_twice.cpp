// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field stands here twice: keep one; a list is several values of one field
// expect: is_named_once<find
// expect: apibind::detail::at<'x', '-', 'i', 'd'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "1"), apibind::field<&request::id>("x-id"));
#else
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "1"), apibind::cookie<&request::id>("x-id"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
