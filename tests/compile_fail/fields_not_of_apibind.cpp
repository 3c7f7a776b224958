// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: these fields are not made by apibind: declare static constexpr auto fields = apibind::fields(apibind::field("Name", "value"), ...)
// expect: fields_are_made_by_apibind<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::field("X-Id", "1");
#else
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "1"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
