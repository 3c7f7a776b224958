// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: invoke_all takes a range of the endpoint's requests: std::views::transform makes them of other values
// expect: is_range_of<
// expect: find::request>

#include "service.hpp"
#include <apibind/apibind.hpp>
#include <apibind/invoke_all.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
struct erase : service {
    static constexpr auto route = apibind::delete_("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
BOOST_DESCRIBE_STRUCT(erase::request, (), (id))
static_assert(apibind::valid<find> && apibind::valid<erase>);

#ifndef APIBIND_FIXED
using called = erase;
#else
using called = find;
#endif
auto call(apibind::client<service> const& client, std::vector<called::request> const& requests) {
    return apibind::invoke_all<find>(client, requests, [](auto const&, auto const&) {});
}
