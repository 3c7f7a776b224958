// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth_fact.hpp>
#include <apibind/base64.hpp>
#include <apibind/http_message.hpp>
#include <apibind/secret.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>

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
/// Of an all_of: the first fault.
template <class... Each>
std::string credential_fault(std::tuple<Each...> const& several) {
    std::string out;
    std::size_t n = 0;
    auto const look = [&](auto const& one) {
        ++n;
        if constexpr (requires { credential_fault(one); })
            if (auto const fault = credential_fault(one); out.empty() && !fault.empty())
                out.append("credential ").append(std::to_string(n)).append(": ").append(fault);
    };
    std::apply([&](Each const&... one) { (look(one), ...); }, several);
    return out;
}

} // namespace detail
} // namespace apibind
