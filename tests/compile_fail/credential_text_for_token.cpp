// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not the credential that the service's auth takes: header_token, bearer and query_token take apibind::secret(text), basic takes apibind::user_password{user, secret}
// expect: there>

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
    return apibind::client<there>({.tenant = "a"}, "x", {}, carrier);
#else
    return apibind::client<there>({.tenant = "a"}, apibind::secret("x"), {}, carrier);
#endif
}
