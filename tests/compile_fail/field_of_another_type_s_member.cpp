// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a field names something that is no described member of this request: write field<&request::member>
// expect: field_names_member_of<find::request
// expect: &answer::code

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&answer::code>("X-Id"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("X-Id"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
