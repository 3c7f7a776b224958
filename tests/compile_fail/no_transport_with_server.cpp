// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: no transport here: #include <apibind/httplib_transport.hpp> in the unit that builds the client, or give the client one
// expect: has_transport<there, apibind::httplib_transport>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(there::server, (), (tenant))
auto build(std::shared_ptr<apibind::transport> carrier) {
#ifndef APIBIND_FIXED
    static_cast<void>(carrier);
    return apibind::client<there>({.tenant = "a"}, apibind::secret("x"));
#else
    return apibind::client<there>({.tenant = "a"}, apibind::secret("x"), {}, carrier);
#endif
}
