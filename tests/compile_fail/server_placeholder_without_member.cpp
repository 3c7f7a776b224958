// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a placeholder of the base has no member in the service's server: add the member or correct the placeholder
// expect: server_has<there::server, apibind::detail::placeholder<'t', 'e', 'n', 'a', 'n', 't', 's'>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
#ifndef APIBIND_FIXED
    static constexpr auto base = apibind::base("https://{tenants}.example.com/{tenant}");
#else
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
#endif
    static constexpr auto auth = apibind::bearer;
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
