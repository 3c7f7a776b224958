// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this header_token names no header field that is free for it
// expect: _name<apibind::detail::fact<
// expect: there::auth

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::header_token("Access Token");
#else
    static constexpr auto auth = apibind::header_token("Access-Token");
#endif
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
