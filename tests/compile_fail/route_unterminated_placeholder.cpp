// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: has no '}': write {member}
// expect: is_url_template<apibind::detail::fact<
// expect: find::route
// expect: apibind::detail::at<'{', 'i', 'd'>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records/{id");
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
