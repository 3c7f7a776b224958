// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/auth.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using namespace apibind;

namespace {

template <class Auth, class Credential>
http_request authorized(Auth const& auth, Credential const& credential, std::string target = "/x") {
    http_request request;
    request.target = std::move(target);
    auth.authorize(request, credential);
    return request;
}

template <class Auth, class Credential>
std::string masked(Auth const& auth, Credential const& credential, std::string_view text) {
    redaction hidden;
    auth.conceal(hidden, credential);
    return hidden.apply(text);
}

} // namespace

TEST_CASE("a header token is a field's whole value") {
    constexpr auto auth = header_token("Access-Token");
    auto const request = authorized(auth, secret("t0ken"));
    CHECK(request.fields == http_fields{{"Access-Token", "t0ken"}});
    CHECK(request.target == "/x");
    CHECK(masked(auth, secret("t0ken"), "Access-Token: t0ken") == "Access-Token: [secret]");
}

TEST_CASE("a header token may stand behind a scheme, which is no secret") {
    constexpr auto auth = header_token("Authorization", "Bot ");
    CHECK(authorized(auth, secret("t0ken")).fields == http_fields{{"Authorization", "Bot t0ken"}});
    CHECK(masked(auth, secret("t0ken"), "Bot t0ken, and t0ken alone") == "Bot [secret], and [secret] alone");
}

TEST_CASE("a header token replaces a field of its name") {
    http_request request;
    request.fields = {{"access-token", "other"}, {"B", "b"}};
    header_token("Access-Token").authorize(request, secret("t0ken"));
    CHECK(request.fields == http_fields{{"access-token", "t0ken"}, {"B", "b"}});
}

TEST_CASE("a bearer token goes into Authorization") {
    CHECK(authorized(bearer, secret("t0ken")).fields == http_fields{{"Authorization", "Bearer t0ken"}});
    CHECK(masked(bearer, secret("t0ken"), "Bearer t0ken") == "Bearer [secret]");
}

TEST_CASE("basic is RFC 7617, and hides the password and the pair") {
    user_password const who{"Aladdin", secret("open sesame")};
    CHECK(authorized(basic, who).fields == http_fields{{"Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}});
    CHECK(masked(basic, who, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== open%20sesame Aladdin:open sesame") ==
          "Basic [secret] [secret] [secret]");
    CHECK(masked(basic, who, "Aladdin may not") == "Aladdin may not");
    CHECK(masked(basic, user_password{"key", secret()}, "Basic a2V5Og==") == "Basic [secret]"); // a key as the user
}

TEST_CASE("a query token is the last pair, percent-encoded") {
    constexpr auto auth = query_token("api_key");
    CHECK(authorized(auth, secret("t/0&k=n")).target == "/x?api_key=t%2F0%26k%3Dn");
    CHECK(authorized(auth, secret("t"), "/x?a=1").target == "/x?a=1&api_key=t");
    CHECK(authorized(auth, secret("a\r\nb")).target == "/x?api_key=a%0D%0Ab");
    CHECK(masked(auth, secret("t/0&k=n"), "/x?api_key=t%2F0%26k%3Dn") == "/x?api_key=[secret]");
}

TEST_CASE("what is wrong with a credential is told before anything is sent") {
    using detail::credential_fault;
    CHECK(credential_fault(secret("t")).empty());
    CHECK(credential_fault(secret()) == "the token is empty");
    CHECK(credential_fault(user_password{"u", secret("p")}).empty());
    CHECK(credential_fault(user_password{"u", secret()}).empty());
    CHECK(credential_fault(user_password{"", secret("p")}) == "the user name is empty");
    CHECK(credential_fault(user_password{"a:b", secret("p")}).find(':') != std::string_view::npos);
    CHECK(!credential_fault(user_password{"a\n", secret("p")}).empty());
    CHECK(!credential_fault(user_password{"a", secret("p\n")}).empty());
}

TEST_CASE("without auth there is no credential") {
    static_assert(std::is_void_v<no_auth_fact::credential>);
    static_assert(std::is_same_v<decltype(no_auth), no_auth_fact const>);
    CHECK(user_password{"u", secret("p")} == user_password{"u", secret("p")});
    CHECK(!(user_password{"u", secret("p")} == user_password{"u", secret("q")}));
}
