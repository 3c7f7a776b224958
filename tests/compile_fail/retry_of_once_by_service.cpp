// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this retry would send again what may have been executed, and the endpoint's effect is once
// expect: retry_keeps_to_once<erase>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr apibind::retry_policy retry{.after_unknown = true};
#else
    static constexpr apibind::retry_policy retry{};
#endif
};
struct erase : there {
    static constexpr auto route = apibind::delete_("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);
