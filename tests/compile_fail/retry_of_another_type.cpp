// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this retry is not a policy: declare static constexpr apibind::retry_policy retry{.attempts = 3}
// expect: retry_is_made_by_apibind<erase>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr int retry = 3;
#else
    static constexpr apibind::retry_policy retry{.attempts = 3};
#endif
};
struct erase : there {
    static constexpr auto route = apibind::delete_("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);
