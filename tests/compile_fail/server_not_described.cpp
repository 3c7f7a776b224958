// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: request and server are described structs: write BOOST_DESCRIBE_STRUCT(type, (), (members)) for this one, in its own namespace
// expect: is_described_struct<there::server>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> tenant;
    };
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(there::server, (), (tenant))
#endif
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
