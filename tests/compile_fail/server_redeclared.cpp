// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: server belongs to the service: move it from the endpoint into the struct it inherits from
// expect: has_the_server_of<find, there>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto limit = apibind::in_flight(2);
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(there::server, (), (tenant))
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    struct server {
        apibind::required<std::string> tenant;
    };
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
#ifndef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(find::server, (), (tenant))
#endif
static_assert(apibind::valid<find>);

auto call(apibind::client<there> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<there> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
