// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two members or two enumerators of this type have one wire name: give one another name in wire_names
// expect: has_distinct_wire_names_at<color, apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)
consteval auto wire_names(std::type_identity<color>) {
#ifndef APIBIND_FIXED
    return apibind::names(apibind::name<color::green>("red"));
#else
    return apibind::names(apibind::name<color::green>("Green"));
#endif
}
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<color> id;
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
