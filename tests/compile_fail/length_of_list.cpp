// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this rule is about a string, and the member is not one: lengths, alphanumeric and pattern of a list's elements are given by each<&request::member>(...), a list's size by max_items
// expect: rule_is_about_a_string<find, apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<std::string>> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(40));
#else
    static constexpr auto rules = apibind::rules(apibind::each<&request::id>(apibind::max_length(40)));
#endif
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
