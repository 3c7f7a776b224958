// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the fields of a service are constants, as each endpoint has a request of its own: move field<&request::member> into the endpoint
// expect: service_has_constant_fields<there>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct shared {
    apibind::required<std::string> id;
};
BOOST_DESCRIBE_STRUCT(shared, (), (id))
struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&shared::id>("X-Id"));
#else
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "1"));
#endif
};
struct find : there {
    static constexpr auto route = apibind::post("/records");
    using request = shared;
    using response = answer;
};
static_assert(apibind::valid<find>);

auto call(apibind::client<there> const& client, shared const& request) {
    return apibind::invoke<find>(client, request);
}
