// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint has no response: declare using response = ... for what a success answers
// expect: declares_response<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
#ifdef APIBIND_FIXED
    using response = answer;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
