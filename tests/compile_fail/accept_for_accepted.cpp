// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: accept is the value of the field Accept: declare static constexpr std::string_view accept = "text/csv" (whether an answer is a success is said by accepted)
// expect: accept_is_a_field_value<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static bool accept(answer const& all) { return all.code == 0; }
#else
    static bool accepted(answer const& all) { return all.code == 0; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
