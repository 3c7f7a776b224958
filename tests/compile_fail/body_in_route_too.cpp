// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the member that is the body stands in the route or a field too: take it out there
// expect: &find::request::id

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records/{id}");
    struct request {
        apibind::required<std::string> id;
        apibind::required<std::string> text;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::content_of<&request::id>("text/plain");
#else
    static constexpr auto body = apibind::content_of<&request::text>("text/plain");
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, text))
static_assert(apibind::valid<find>);
