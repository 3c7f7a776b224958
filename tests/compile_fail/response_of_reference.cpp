// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a response is an object or void, never a reference: where the answer's content is not documented write apibind::as_received<type>
// expect: response_is_an_object<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = answer const&;
#else
    using response = apibind::as_received<answer>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
