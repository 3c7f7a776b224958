// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no place, as GET and HEAD send no body: name it in the route as {member}
// expect: has_a_body_for<
// expect: apibind::detail::path<&find::request::page>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records/{id}");
#else
    static constexpr auto route = apibind::get("/records/{id}?page={page}");
#endif
    struct request {
        apibind::required<std::string> id;
        std::optional<int> page{};
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, page))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
