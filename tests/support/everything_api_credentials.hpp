// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/all_of.hpp>
#include <apibind/apibind.hpp>
#include <apibind/hmac_auth.hpp>
#include <apibind/renewed_token.hpp>

#include <string>

/// The comprehensive API: several credentials in one request.
namespace everything_api::credentials {

struct two_keys {
    static constexpr auto base = apibind::base("https://keys.example");
    static constexpr auto auth =
        apibind::all_of(apibind::header_token("X-Api-Key"), apibind::header_token("X-Application-Key"));
};
struct list_monitors : two_keys {
    static constexpr auto route = apibind::get("/monitors");
    struct request {};
    using response = void;
};
BOOST_DESCRIBE_STRUCT(list_monitors::request, (), ())
static_assert(apibind::valid<list_monitors>);

struct user_and_program {
    static constexpr auto base = apibind::base("https://{tenant}.example");
    static constexpr auto auth =
        apibind::all_of(apibind::basic, apibind::header_token("X-Program"), apibind::query_token("key"));
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(user_and_program::server, (), (tenant))
struct list_users : user_and_program {
    static constexpr auto route = apibind::get("/users?limit=5");
    using request = list_monitors::request;
    using response = void;
};
static_assert(apibind::valid<list_users>);

/// A token that renews itself beside a key, and a signature over the whole.
inline void sign(apibind::http_request& request, apibind::hmac_signer const& with) {
    std::string text;
    for (auto const* name : {"X-Api-Key", "Authorization"}) text += request.fields.find(name).value_or("none");
    request.fields.set("X-Signature", with.hex(text).substr(0, 8));
}
struct renewed_and_signed {
    static constexpr auto base = apibind::base("https://signed.example");
    static constexpr auto auth =
        apibind::all_of(apibind::header_token("X-Api-Key"), apibind::renewed_bearer, apibind::hmac_auth<sign>);
};
struct ping : renewed_and_signed {
    static constexpr auto route = apibind::post("/ping");
    using request = list_monitors::request;
    using response = void;
};
static_assert(apibind::valid<ping>);

} // namespace everything_api::credentials
