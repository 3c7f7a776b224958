// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a base begins with https:// or http://: write "https://host"
// expect: is_url_template<apibind::detail::fact<
// expect: there::base

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
#ifndef APIBIND_FIXED
    static constexpr auto base = apibind::base("api.example.com");
#else
    static constexpr auto base = apibind::base("https://api.example.com");
#endif
    static constexpr auto auth = apibind::bearer;
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<there> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<there> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
