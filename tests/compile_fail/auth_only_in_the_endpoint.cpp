// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: auth belongs to the service: move it from the endpoint into the struct it inherits from
// expect: has_the_auth_of<find, there>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifdef APIBIND_FIXED
    static constexpr auto auth = apibind::bearer;
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::bearer;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<there> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<there> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
