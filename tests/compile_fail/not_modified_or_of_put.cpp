// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: not_modified_or is the response of a GET or HEAD; other methods that find a condition false answer 412, which is a failure
// expect: not_modified_answers_a_read<find>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::put("/records/{id}");
#else
    static constexpr auto route = apibind::get("/records/{id}");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::not_modified_or<answer>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
