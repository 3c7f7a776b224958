// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member makes no parts of multipart content: use a scalar, a struct, an apibind::file, or a list of such
// expect: &find::request::rows

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<std::vector<int>>> rows;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::multipart;
#else
    static constexpr auto body = apibind::json;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (rows))
static_assert(apibind::valid<find>);
