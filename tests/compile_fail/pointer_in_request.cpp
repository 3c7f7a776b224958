// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: nobody can encode or decode this type: use one that JSON has a form for, or specialise apibind::codec for it
// expect: has_codec_at<void
// expect: apibind::detail::path<&find::request::id>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
#ifndef APIBIND_FIXED
        apibind::required<void*> id;
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
