// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint has no request: declare struct request { ... }; and describe it; a request without members is struct request {};
// expect: declares_request<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

#ifndef APIBIND_FIXED
struct find : service {
    static constexpr auto route = apibind::get("/records");
    using response = answer;
};
#else
struct find : service {
    static constexpr auto route = apibind::get("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), ())
#endif
auto call(apibind::client<service> const& client) { return apibind::invoke<find>(client); }
auto make(apibind::client<service> const& client) { return apibind::prepare<find>(client); }
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
