// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: hmac_auth takes a function that signs: declare void sign(apibind::http_request&, apibind::hmac_signer const&)
// expect: signs_requests<

#include "service.hpp"
#include <apibind/apibind.hpp>
#include <apibind/hmac_auth.hpp>

#ifndef APIBIND_FIXED
inline void sign(apibind::http_request&, apibind::secret const&) {}
#else
inline void sign(apibind::http_request&, apibind::hmac_signer const&) {}
#endif
struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
    static constexpr auto auth = apibind::hmac_auth<sign>;
};
struct find : there {
    static constexpr auto route = apibind::get("/records");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), ())
static_assert(apibind::valid<find>);

auto build(std::shared_ptr<apibind::transport> carrier) {
    return apibind::client<there>(apibind::hmac_key{"me", apibind::secret("x")}, {}, carrier);
}
