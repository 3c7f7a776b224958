// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>
#include <apibind/hexadecimal.hpp>

#include <openssl/rand.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

namespace apibind {
namespace detail {

inline constexpr std::size_t max_auths = 8; ///< of one all_of

} // namespace detail

/// What an auth may ask besides its credential. It is given to auths that declare
///
///     std::string authorize(http_request&, credential const&, auth_moment const&) const;
///     static std::string identity(credential const&);
///
/// in place of the two-argument `authorize`. Such an auth is asked anew for each attempt, just before it is sent, with
/// a request that is complete but for it: method, `origin` (whose `authority()` is the Host field), target, fields and
/// content. It returns why the request cannot be authorised, or nothing; `void` is fine, too. What it returns ends the
/// call before it is sent: `failure_kind::credential`. `identity` tells credentials apart that share no limit.
///
/// With `static constexpr bool renews = true` a call that the vendor refused with 401, having done nothing, is made a
/// second time with what the auth then puts into it: once, whatever the retry policy. With `static constexpr bool signs
/// = true` an auth signs what is in the request by then, and stands last in an all_of.
struct auth_moment {
    call_clock& clock;
    call_clock::time_point deadline{}; ///< of the call
    std::stop_token stop{};            ///< of the call
    unsigned attempt = 1;
    bool is_refused = false;         ///< the vendor answered 401 to what was put into the attempt before
    bool is_dry = false;             ///< the request is only shown: nothing may be asked of anybody
    std::uint64_t* memory = nullptr; ///< kept from attempt to attempt of one call; never null in a call
    std::function<double()> const* random = nullptr; ///< the client's, or null
    std::span<std::uint64_t> memories{};             ///< one for each auth of an all_of, whose `memory` it then is

    std::chrono::system_clock::time_point utc_now() const { return clock.utc_now(); }
    std::int64_t unix_seconds() const {
        return std::chrono::floor<std::chrono::seconds>(utc_now()).time_since_epoch().count();
    }
    /// Thirty-two hexadecimal digits that nobody can guess: OpenSSL's, or of the client's `random`.
    std::string nonce() const {
        unsigned char bytes[16]{};
        if (random && *random)
            for (auto& byte : bytes) byte = static_cast<unsigned char>((*random)() * 256.0);
        else if (RAND_bytes(bytes, sizeof bytes) != 1)
            return {}; // no auth can go on without
        return detail::hex_of({reinterpret_cast<char const*>(bytes), sizeof bytes});
    }
};

} // namespace apibind
