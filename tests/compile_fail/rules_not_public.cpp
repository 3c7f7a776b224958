// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: rules is there and cannot be reached, being private or inherited twice: make it public, of one base
// expect: rules_can_be_reached<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;

#ifndef APIBIND_FIXED
protected:
#endif
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(1));
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client) { return apibind::invoke<find>(client, {.id = "1"}); }
