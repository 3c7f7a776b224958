// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form as name=value pairs: no files, and no lists or structs in lists that are not apibind::indexed
// expect: &find::request::answers

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<answer>> answers;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::form(apibind::repeated);
#else
    static constexpr auto body = apibind::form(apibind::indexed);
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (answers))
static_assert(apibind::valid<find>);
