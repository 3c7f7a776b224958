// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a required member was left out of this call, or given as {}: give its value in the braces
// gcc: with T = int

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}?kind={kind}");
    struct request {
        apibind::required<std::string> id;
        apibind::required<int> kind;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, kind))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client) {
#ifndef APIBIND_FIXED
    return apibind::invoke<find>(client, {.id = "1"});
#else
    return apibind::invoke<find>(client, {.id = "1", .kind = 2});
#endif
}
