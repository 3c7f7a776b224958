// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a retry_policy makes at least one attempt, and its backoffs grow from first to most, of at most a day
// expect: retry_is_sound<erase>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr apibind::retry_policy retry{.attempts = 0};
#else
    static constexpr apibind::retry_policy retry = apibind::no_retry;
#endif
};
struct erase : there {
    static constexpr auto route = apibind::delete_("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);
