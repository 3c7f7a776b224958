// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a path segment takes one value that is always there: make this member an apibind::required scalar, or move its placeholder into the query
// expect: fills_one_segment<apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
#ifndef APIBIND_FIXED
        std::optional<std::string> id{};
#else
        apibind::required<std::string> id;
#endif
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
