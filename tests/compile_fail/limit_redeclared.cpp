// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: limit belongs to the service: move it from the endpoint into the struct it inherits from
// expect: has_the_limit_of<find, there>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto limit = apibind::in_flight(2);
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto limit = apibind::in_flight(5);
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
