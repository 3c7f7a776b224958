// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an auth of this all_of signs the request before it is complete: write aws_sigv4 or hmac_auth as the last one, and no more than one of them

#include "service.hpp"

#include <apibind/all_of.hpp>
#include <apibind/hmac_auth.hpp>

inline void sign(apibind::http_request& request, apibind::hmac_signer const& with) {
    request.fields.set("X-Signature", with.hex(request.target));
}
struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::all_of(apibind::hmac_auth<sign>, apibind::query_token("k"));
#else
    static constexpr auto auth = apibind::all_of(apibind::query_token("k"), apibind::hmac_auth<sign>);
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
