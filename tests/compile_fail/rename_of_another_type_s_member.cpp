// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this wire_names names something that is no described member or enumerator of its type: correct apibind::name<&type::member>("...")
// expect: renames_a_member_of<found, apibind::renamed<&answer::code>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct found {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (code))
consteval auto wire_names(std::type_identity<found>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<&answer::code>("Code"));
#else
    return apibind::names(apibind::name<&found::code>("Code"));
#endif
}
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
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
