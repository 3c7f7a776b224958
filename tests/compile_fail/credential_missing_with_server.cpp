// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not the credential that the service's auth takes: header_token, bearer and query_token take apibind::secret(text), basic takes apibind::user_password{user, secret}
// expect: is_credential_of<apibind::client<there>::no_credential_given, there>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
    static constexpr auto auth = apibind::header_token("Token");
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(there::server, (), (tenant))

auto build(std::shared_ptr<apibind::transport> carrier) {
#ifndef APIBIND_FIXED
    static_cast<void>(carrier);
    return apibind::client<there>({.tenant = "a"});
#else
    return apibind::client<there>({.tenant = "a"}, apibind::secret("x"), {}, carrier);
#endif
}
