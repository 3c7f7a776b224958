// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: all_of takes 8 auths at most

#include "service.hpp"

#include <apibind/all_of.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth =
        apibind::all_of(apibind::header_token("A"), apibind::header_token("B"), apibind::header_token("C"),
                        apibind::header_token("D"), apibind::header_token("E"), apibind::header_token("F"),
                        apibind::header_token("G"), apibind::header_token("H"), apibind::header_token("I"));
#else
    static constexpr auto auth = apibind::all_of(
        apibind::header_token("A"), apibind::header_token("B"), apibind::header_token("C"), apibind::header_token("D"),
        apibind::header_token("E"), apibind::header_token("F"), apibind::header_token("G"), apibind::header_token("H"));
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
