// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: leaving this optional out would mean everything: make it apibind::required, so that a call says apibind::everything
// expect: is_said_aloud<apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::delete_("/records?id={id}");
    struct request {
#ifndef APIBIND_FIXED
        std::optional<std::variant<int, apibind::everything_t>> id{};
#else
        apibind::required<std::variant<int, apibind::everything_t>> id;
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
