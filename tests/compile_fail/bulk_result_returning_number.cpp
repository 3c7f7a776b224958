// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: on_result returns nothing, or a bool: whether to go on
// expect: on_result_may_return<

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
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client) {
    return apibind::invoke_all<find>(client, {{.id = "1"}, {.id = "2"}}, [](auto const&, auto const& result) {
#ifndef APIBIND_FIXED
        return result.info().status;
#else
        return result.info().status == 200;
#endif
    });
}
