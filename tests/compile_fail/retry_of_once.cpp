// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this retry would send again what may have been executed, and the endpoint's effect is once
// expect: retry_keeps_to_once<erase>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
};
struct erase : there {
    static constexpr auto route = apibind::delete_("/records");
    static constexpr apibind::retry_policy retry{.attempts = 3, .after_unknown = true};
#ifdef APIBIND_FIXED
    static constexpr auto effect = apibind::effect::idempotent;
#endif
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);
