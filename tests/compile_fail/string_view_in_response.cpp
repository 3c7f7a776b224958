// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a std::string_view cannot be read, as nobody would own its text: use std::string
// expect: has_codec_at<std::
// expect: apibind::detail::path<&found::text>

#include "service.hpp"
#include <apibind/apibind.hpp>

#ifndef APIBIND_FIXED
struct found {
    std::string_view text;
};
#else
struct found {
    std::string text;
};
#endif
BOOST_DESCRIBE_STRUCT(found, (), (text))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
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
