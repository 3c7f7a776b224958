// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint has no request: declare struct request { ... }; and describe it; a request without members is struct request {};
// expect: declares_request<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records");
    using response = answer;
#ifdef APIBIND_FIXED
    struct request {};
#endif
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(find::request, (), ())
#endif
static_assert(apibind::valid<find>);
