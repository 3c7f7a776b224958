// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: effect is there and cannot be reached, being private or inherited twice: make it public, of one base
// expect: effect_can_be_reached<erase>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
};
class erase_ {
#ifdef APIBIND_FIXED
public:
#endif
    static constexpr auto effect = apibind::effect::idempotent;
};
struct erase : there, erase_ {
    static constexpr auto route = apibind::delete_("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);
