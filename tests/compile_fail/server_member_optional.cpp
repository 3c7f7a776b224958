// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a placeholder of the base takes one value that is always there: make this member an apibind::required scalar
// expect: fills_one_segment<apibind::detail::path<&there::server::tenant>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
    static constexpr auto auth = apibind::bearer;
    struct server {
#ifndef APIBIND_FIXED
        std::optional<std::string> tenant{};
#else
        apibind::required<std::string> tenant;
#endif
    };
};
BOOST_DESCRIBE_STRUCT(there::server, (), (tenant))
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
