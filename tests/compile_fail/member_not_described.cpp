// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: BOOST_DESCRIBE_STRUCT leaves out a member or a base of this type, which would never travel: name all of them
// expect: is_described_whole_at<find::request, apibind::detail::path<>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<int> page{};
    };
    using response = answer;
};
#ifndef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
#else
BOOST_DESCRIBE_STRUCT(find::request, (), (id, page))
#endif
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
