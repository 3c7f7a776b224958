// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this body is not made by apibind: declare static constexpr auto body = apibind::json, form, multipart, no_body, json_of<&request::member> or its like
// expect: body_is_made_by_apibind<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = "form";
#else
    static constexpr auto body = apibind::form;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
