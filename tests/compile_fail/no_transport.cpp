// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: no transport here: #include <apibind/httplib_transport.hpp> in the unit that builds the client, or give the client one
// expect: has_transport<service, apibind::httplib_transport>

#include "service.hpp"
#include <apibind/apibind.hpp>

auto build(std::shared_ptr<apibind::transport> carrier) {
#ifndef APIBIND_FIXED
    static_cast<void>(carrier);
    return apibind::client<service>(apibind::secret("x"));
#else
    return apibind::client<service>(apibind::secret("x"), {}, carrier);
#endif
}
