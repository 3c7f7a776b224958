// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a call that forgets this plain member would send its default: make it apibind::required, or std::optional, which may have a default of its own
// expect: is_required_or_optional<apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
#ifndef APIBIND_FIXED
        std::vector<std::string> id;
#else
        apibind::required<std::vector<std::string>> id;
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
