// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the function of this check does not fit the member: declare bool is_it(T const&), T being the type inside the member's required or std::optional, which is no variant
// expect: check_takes_value<

#include "service.hpp"

inline bool is_it(std::string const&) {
    return true;
}
inline bool is_number(int) {
    return true;
}
inline int is_odd(std::string const&) {
    return 1;
}

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::check<&request::id, is_odd>("must be one"));
#else
    static constexpr auto rules = apibind::rules(apibind::check<&request::id, is_it>("must be one"));
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
