// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this service declares a server: give it first, in braces, as {.tenant = "..."}, and the credential behind it
// expect: is_server_of

#include "service.hpp"
#include <apibind/apibind.hpp>

#include <memory>

struct tenants {
    static constexpr auto base = apibind::base("https://{tenant}.example.com");
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(tenants::server, (), (tenant))

void make(std::shared_ptr<apibind::transport> carrier) {
#ifndef APIBIND_FIXED
    apibind::client<tenants> const client(apibind::secret("token"), {}, carrier);
#else
    apibind::client<tenants> const client({.tenant = "acme"}, apibind::secret("token"), {}, carrier);
#endif
    static_cast<void>(client);
}
