// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint has no base: declare static constexpr auto base = apibind::base("https://host") in a struct for its service, and inherit from that
// expect: declares_base<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct nowhere {
    static constexpr auto auth = apibind::bearer;
#ifdef APIBIND_FIXED
    static constexpr auto base = apibind::base("https://api.example.com");
#endif
};
struct find : nowhere {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<nowhere> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<nowhere> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
