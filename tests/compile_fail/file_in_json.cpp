// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an apibind::file has no form in JSON: send it by body = apibind::multipart or apibind::content_of<&request::member>
// expect: &find::request::photos

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<apibind::file>> photos;
    };
#ifndef APIBIND_FIXED
    
#else
    static constexpr auto body = apibind::multipart;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (photos))
static_assert(apibind::valid<find>);
