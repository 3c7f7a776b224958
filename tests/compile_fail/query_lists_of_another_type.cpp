// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this names no lists: declare static constexpr auto query_lists = apibind::indexed, bracketed or repeated
// expect: query_lists_is_made_by_apibind<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records?id={id}");
#ifndef APIBIND_FIXED
    static constexpr auto query_lists = "[]";
#else
    static constexpr auto query_lists = apibind::bracketed;
#endif
    struct request {
        apibind::required<std::map<std::string, std::vector<int>>> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
