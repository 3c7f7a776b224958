// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: content_of takes bytes: make this member a std::string or an apibind::file
// expect: &find::request::number

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<int> number;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::content_of<&request::number>("text/plain");
#else
    static constexpr auto body = apibind::json_of<&request::number>;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (number))
static_assert(apibind::valid<find>);
