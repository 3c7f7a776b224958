// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not the credential that the service's auth takes: header_token, bearer and query_token take apibind::secret(text), basic takes apibind::user_password{user, secret}
// expect: is_credential_of<apibind::user_password, service>

#include "service.hpp"
#include <apibind/apibind.hpp>

#include <memory>

auto build(std::shared_ptr<apibind::transport> carrier) {
#ifndef APIBIND_FIXED
    return apibind::client<service>(apibind::user_password{"me", apibind::secret("x")}, {}, carrier);
#else
    return apibind::client<service>(apibind::secret("x"), {}, carrier);
#endif
}
