// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/secret.hpp>

#include <string>
#include <string_view>

namespace apibind {

class redaction;
struct http_request;

/// The user name and password of `basic` (RFC 7617).
struct user_password {
    std::string user;
    secret password;

    friend bool operator==(user_password const&, user_password const&) = default;
};

// An auth fact is any type with
//     using credential = ...;                                     what a client must be given, or void
//     void authorize(http_request&, credential const&) const;     puts it into a request that is otherwise complete
//     static void conceal(redaction&, credential const&);         names what no text may show
//     std::string_view field() const;                             its header field, where it always has the same one
//     std::string_view pair() const;                              the same of a query pair
//     static constexpr bool signs = true;                         it signs the request, and goes last in an all_of
// of which the last three may be left out, and are for what the compiler checks.
// Calls of clients whose requests look the same after `authorize` share a service's limit: it is called once on an
// empty request for that when a client is built.

/// The service takes no credential.
struct no_auth_fact {
    using credential = void;
};
inline constexpr no_auth_fact no_auth{};

/// A header field whose value is the token, `Access-Token: <token>`, made by `header_token("Access-Token")`; or the
/// token behind a text, as in the schemes that are the vendor's own: `Authorization: Bot <token>`, made by
/// `header_token("Authorization", "Bot ")`.
struct header_token_fact {
    using credential = secret;
    std::string_view name;
    std::string_view before{};

    constexpr std::string_view field() const { return name; }
    void authorize(http_request& request, secret const& token) const;
    static void conceal(redaction& hidden, secret const& token);
};
consteval header_token_fact header_token(std::string_view field_name, std::string_view before_token = {}) {
    return {field_name, before_token};
}

/// `Authorization: Bearer <token>` (RFC 6750 section 2.1).
struct bearer_fact {
    using credential = secret;

    static constexpr std::string_view field() { return "Authorization"; }
    void authorize(http_request& request, secret const& token) const;
    static void conceal(redaction& hidden, secret const& token);
};
inline constexpr bearer_fact bearer{};

/// `Authorization: Basic <base64 of user:password>` (RFC 7617 section 2). The user name may hold no colon.
struct basic_fact {
    using credential = user_password;

    static constexpr std::string_view field() { return "Authorization"; }
    void authorize(http_request& request, user_password const& who) const;
    static void conceal(redaction& hidden, user_password const& who);
};
inline constexpr basic_fact basic{};

/// A query pair whose value is the token, behind the endpoint's own pairs. Made by `query_token("api_key")`.
struct query_token_fact {
    using credential = secret;
    std::string_view name;

    constexpr std::string_view pair() const { return name; }
    void authorize(http_request& request, secret const& token) const;
    static void conceal(redaction& hidden, secret const& token);
};
consteval query_token_fact query_token(std::string_view name) {
    return {name};
}

} // namespace apibind
