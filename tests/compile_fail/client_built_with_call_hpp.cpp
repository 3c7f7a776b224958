// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a client is built here: #include <apibind/apibind.hpp>

#ifndef APIBIND_FIXED
#include <apibind/call.hpp>
#else
#include <apibind/apibind.hpp>
#include <apibind/httplib_transport.hpp>
#endif

struct service {
    static constexpr auto base = apibind::base("https://a.example");
    static constexpr auto auth = apibind::bearer;
};

void call() {
    apibind::client<service> const client(apibind::secret("token"));
}
