// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is a client of another service than the endpoint's: build an apibind::client of the struct that the endpoint inherits from
// expect: is_endpoint_of<find, elsewhere>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct elsewhere {
    static constexpr auto base = apibind::base("https://api.example.org");
    static constexpr auto auth = apibind::bearer;
};
struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

#ifndef APIBIND_FIXED
using service_called = elsewhere;
#else
using service_called = service;
#endif
auto call(apibind::client<service_called> const& client) { return apibind::invoke<find>(client, {.id = "1"}); }
auto make(apibind::client<service_called> const& client) { return apibind::prepare<find>(client, {.id = "1"}); }
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
