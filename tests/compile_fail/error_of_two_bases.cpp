// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: error is there and cannot be reached, being private or inherited twice: make it public, of one base
// expect: error_can_be_reached<find>

#include "service.hpp"

struct refusing {
    using error = answer;
};
struct refusing_too {
    using error = std::string;
};
#ifndef APIBIND_FIXED
struct find : service, refusing, refusing_too {
#else
struct find : service, refusing {
#endif
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
