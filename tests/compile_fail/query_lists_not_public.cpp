// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: query_lists is there and cannot be reached, being private or inherited twice: make it public, of one base
// expect: query_lists_can_be_reached<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records?id={id}");
#ifndef APIBIND_FIXED
private:
    static constexpr auto query_lists = apibind::bracketed;

public:
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
