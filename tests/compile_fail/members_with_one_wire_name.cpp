// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two members or two enumerators of this type have one wire name: give one another name in wire_names
// expect: has_distinct_wire_names_at<found, apibind::detail::path<>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct found {
    int code = 0;
    int status = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (code, status))
consteval auto wire_names(std::type_identity<found>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<&found::status>("code"));
#else
    return apibind::names(apibind::name<&found::status>("status-code"));
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
