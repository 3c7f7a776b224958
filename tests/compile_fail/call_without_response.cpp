// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint has no response: declare using response = ... for what a success answers
// expect: declares_response<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

#ifndef APIBIND_FIXED
struct find : service {
    static constexpr auto route = apibind::get("/records");
    struct request {};
};
BOOST_DESCRIBE_STRUCT(find::request, (), ())
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
