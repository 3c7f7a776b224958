// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: at_least_one_of is about members that may be left out: make this one a std::optional
// expect: may_be_left_out<find, apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
#ifndef APIBIND_FIXED
        apibind::required<std::string> id;
#else
        std::optional<std::string> id{};
#endif
        std::optional<std::string> name{};
    };
    using response = answer;
    static constexpr auto rules = apibind::rules(apibind::at_least_one_of<&request::id, &request::name>());
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, name))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
