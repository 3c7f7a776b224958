// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is not the credential that the service's auth takes: header_token, bearer and query_token take apibind::secret(text), basic takes apibind::user_password{user, secret}, oauth2_bearer, renewed_bearer and renewed_header_token take an apibind::renewed_token, hmac_auth takes apibind::hmac_key{id, secret}, aws_sigv4 apibind::aws_credentials, all_of the credentials of its auths in braces, and an auth of your own its credential

#include <apibind/apibind.hpp>
#include <apibind/oauth2.hpp>

struct there {
    static constexpr auto base = apibind::base("https://example.com");
    static constexpr auto auth = apibind::oauth2_bearer;
};

auto build(std::shared_ptr<apibind::transport> carrier) {
#ifndef APIBIND_FIXED
    return apibind::client<there>(apibind::secret("x"), {}, carrier);
#else
    return apibind::client<there>(
        apibind::oauth2_client_credentials(
            {.token_url = "https://example.com/token", .id = "a", .secret = apibind::secret("x")}, carrier),
        {}, carrier);
#endif
}
