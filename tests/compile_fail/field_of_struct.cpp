// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form in a field: use a scalar, a list of scalars, or a std::optional of them; in a cookie no list
// expect: has_a_form_in_a_field<find
// expect: path<&find::request::whole>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&request::whole>("X-Id"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::list>("X-Id"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
