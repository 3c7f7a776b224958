// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: derive cannot take the request
// expect: derive_takes_request<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static void derive(response&) {}
    static void derive(std::string&) {}
#else
    static void derive(response&) {}
    static void derive(request& all) { all.id.value() += "!"; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
