// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: nobody assigns this derived member: declare static void derive(request&) in the endpoint
// expect: derives<find, apibind::detail::path<&find::request::several>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::vector<int>> ids;
        apibind::derived<bool> several;
    };
    using response = answer;
#ifdef APIBIND_FIXED
    static void derive(request& all) { all.several = all.ids.value().size() > 1; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (ids, several))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
