// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a rule names something that is no described member of this request: write <&request::member>
// expect: rule_names_member_of<find::request, apibind::detail::path<&answer::code>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static constexpr auto rules = apibind::rules(apibind::max_length<&answer::code>(40));
#else
    static constexpr auto rules = apibind::rules(apibind::max_length<&request::id>(40));
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
