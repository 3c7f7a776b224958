// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth_fact.hpp>
#include <apibind/base64.hpp>
#include <apibind/http_message.hpp>
#include <apibind/secret.hpp>

#include <string>
#include <string_view>

/// What the auth facts of the library put into a request.
namespace apibind {

inline void header_token_fact::authorize(http_request& request, secret const& token) const {
    before.empty() ? request.fields.set(name, token.reveal())
                   : request.fields.set(name, std::string(before) + token.reveal());
}
inline void header_token_fact::conceal(redaction& hidden, secret const& token) {
    hidden.add(token.reveal());
}
inline void bearer_fact::authorize(http_request& request, secret const& token) const {
    request.fields.set("Authorization", "Bearer " + token.reveal());
}
inline void bearer_fact::conceal(redaction& hidden, secret const& token) {
    hidden.add(token.reveal());
}
inline void basic_fact::authorize(http_request& request, user_password const& who) const {
    request.fields.set("Authorization", "Basic " + detail::base64(who.user + ":" + who.password.reveal()));
}
inline void basic_fact::conceal(redaction& hidden, user_password const& who) {
    hidden.add(who.password.reveal());
    hidden.add(who.user + ":" + who.password.reveal());
}
inline void query_token_fact::authorize(http_request& request, secret const& token) const {
    request.target += request.target.find('?') == std::string::npos ? '?' : '&';
    request.target += name;
    request.target += '=';
    detail::append_percent_encoded(request.target, token.reveal());
}
inline void query_token_fact::conceal(redaction& hidden, secret const& token) {
    hidden.add(token.reveal());
}

namespace detail {

/// What is wrong with a credential, or empty. Checked before anything is sent.
inline std::string_view credential_fault(secret const& token) {
    return token.empty() ? "the token is empty" : std::string_view{};
}
inline std::string_view credential_fault(user_password const& who) {
    if (who.user.empty()) return "the user name is empty";
    if (who.user.find(':') != std::string::npos) return "a user name may hold no ':' (RFC 7617)";
    if (has_control_character(who.user) || has_control_character(who.password.reveal()))
        return "user name and password may hold no control characters (RFC 7617)";
    return {};
}

} // namespace detail
} // namespace apibind
