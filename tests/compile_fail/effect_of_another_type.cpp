// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not an effect: declare static constexpr auto effect = apibind::effect::safe, idempotent or once
// expect: effect_is_made_by_apibind<erase>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
};
struct erase : there {
    static constexpr auto route = apibind::delete_("/records");
#ifndef APIBIND_FIXED
    static constexpr auto effect = "idempotent";
#else
    static constexpr auto effect = apibind::effect::idempotent;
#endif
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);
