// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is no endpoint: an endpoint is a struct that declares route, request and response
// expect: is_endpoint<service>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), ())
#ifndef APIBIND_FIXED
using called = service;
#else
using called = find;
#endif
auto call(apibind::client<service> const& client) { return apibind::invoke<called>(client, {}); }
auto make(apibind::client<service> const& client) { return apibind::prepare<called>(client, {}); }
auto read(apibind::http_response const& answer) { return apibind::interpret<called>(answer); }
