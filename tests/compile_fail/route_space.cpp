// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this URL holds a character that no URL holds (a space, a control, a non-ASCII one): percent-encode it
// expect: is_url_template<apibind::detail::fact<
// expect: find::route
// expect: apibind::detail::at<' '>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/my records/{id}");
#else
    static constexpr auto route = apibind::get("/my%20records/{id}");
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
