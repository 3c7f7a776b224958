// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form in a field: 
// expect: has_a_form_in_a_field<find
// expect: path<&find::request::list>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::cookie<&request::list>("id"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::list>("id"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
