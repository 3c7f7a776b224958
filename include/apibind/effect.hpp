// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/method.hpp>

#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace apibind {

/// What a call does at the vendor, and so whether it may be sent again when nobody knows whether it arrived.
///
///     static constexpr auto effect = apibind::effect::idempotent;
enum class effect : std::uint8_t {
    safe,       ///< it changes nothing (RFC 9110 section 9.2.1)
    idempotent, ///< twice is the same as once (RFC 9110 section 9.2.2)
    once,       ///< twice may not happen: never sent again after an unknown outcome
};

constexpr std::string_view to_string(effect e) noexcept {
    switch (e) {
    case effect::safe: return "safe";
    case effect::idempotent: return "idempotent";
    case effect::once: return "once";
    }
    return "";
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, effect e) {
    return out << to_string(e);
}

/// The effect of an endpoint that declares none. RFC 9110 calls PUT and DELETE idempotent; vendors' often are not, so
/// that is for the descriptor to say.
constexpr effect default_effect(method m) noexcept {
    return m == method::get || m == method::head || m == method::options ? effect::safe : effect::once;
}

} // namespace apibind
