// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is not described: write BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM for it, in its own namespace
// expect: is_described_at<vendor::found, apibind::detail::path<>

#include "service.hpp"
#include <apibind/apibind.hpp>

namespace vendor {
struct found {
    int code = 0;
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(found, (), (code))
#endif
}
#ifndef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(vendor::found, (), (code))
#endif
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = vendor::found;
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
