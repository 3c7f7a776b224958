// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: body is there and cannot be reached, being private or inherited twice: make it public, of one base. Where its value does not compile, as the compiler then says before this, write apibind::form, apibind::json("media/type") or its like
// expect: body_can_be_reached<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    private: static constexpr auto body = apibind::form; public:
#else
    static constexpr auto body = apibind::form;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
