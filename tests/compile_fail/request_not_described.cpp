// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: request and server are described structs: write BOOST_DESCRIBE_STRUCT(type, (), (members)) for this one, in its own namespace
// expect: is_described_struct<find::request>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
#endif
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
