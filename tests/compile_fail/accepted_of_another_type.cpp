// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: accepted cannot take the response: declare static bool accepted(response const&) in the endpoint
// expect: accepted_takes_response<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static bool accepted(request const&) { return true; }
#else
    static bool accepted(response const& all) { return all.code == 0; }
#endif
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
