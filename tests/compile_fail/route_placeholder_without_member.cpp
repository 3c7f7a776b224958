// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a placeholder of the route has no member in the request: add the member or correct the placeholder
// expect: request_has<find::request, apibind::detail::placeholder<'r', 'e', 'c', 'o', 'r', 'd'>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records/{record}");
#else
    static constexpr auto route = apibind::get("/records/{id}");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
