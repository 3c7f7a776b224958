// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: on_result takes a request and its result: write [&](auto const& request, auto const& result) { ... }
// expect: on_result_takes<
// expect: find::request, apibind::result<answer, apibind::no_error_body>

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
    return apibind::invoke_all<find>(client, {{.id = "1"}, {.id = "2"}},
#ifndef APIBIND_FIXED
                                     [](apibind::result_of<find> const&) {}
#else
                                     [](find::request const&, apibind::result_of<find> const&) {}
#endif
    );
}
