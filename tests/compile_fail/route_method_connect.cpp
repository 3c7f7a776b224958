// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this route has no request method: write with_method("LIST", "/path") with a token of at most 31 upper-case letters, digits and hyphens, which is not CONNECT
// expect: has_request_method<find>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::with_method("CONNECT", "/records/{id}");
#else
    static constexpr auto route = apibind::with_method("CONNECTION", "/records/{id}");
#endif
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
