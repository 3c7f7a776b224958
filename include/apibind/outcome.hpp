// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace apibind {

/// What is known about the effect of a call at the vendor. Every result and every failure carries one.
enum class outcome : std::uint8_t {
    not_sent, ///< no byte of the request reached the vendor
    rejected, ///< the vendor refused it and did nothing
    executed, ///< the vendor did it
    partial,  ///< the vendor did some of it; the response says which
    unknown,  ///< the vendor may have done it: look before calling again
};

/// How far a call came.
enum class phase : std::uint8_t {
    build,   ///< making the request: rules, URL, body
    gate,    ///< waiting for a turn under the declared limit
    resolve, ///< resolving the host name
    connect, ///< connecting
    tls,     ///< the TLS handshake
    write,   ///< writing the request
    await,   ///< waiting for the first byte of the answer
    head,    ///< reading the answer's status line and fields
    body,    ///< reading the answer's content
    decode,  ///< reading meaning from the answer
};

constexpr std::string_view to_string(outcome o) noexcept {
    switch (o) {
    case outcome::not_sent: return "not sent";
    case outcome::rejected: return "rejected";
    case outcome::executed: return "executed";
    case outcome::partial: return "partly executed";
    case outcome::unknown: return "outcome unknown";
    }
    return "";
}
constexpr std::string_view to_string(phase p) noexcept {
    switch (p) {
    case phase::build: return "build";
    case phase::gate: return "gate";
    case phase::resolve: return "resolve";
    case phase::connect: return "connect";
    case phase::tls: return "tls";
    case phase::write: return "write";
    case phase::await: return "await";
    case phase::head: return "head";
    case phase::body: return "body";
    case phase::decode: return "decode";
    }
    return "";
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, outcome o) {
    return out << to_string(o);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, phase p) {
    return out << to_string(p);
}

/// The outcome of a whole whose parts came to these: all the same is that; an unknown part makes it unknown, any other
/// mixture is partial.
constexpr outcome combined(outcome a, outcome b) noexcept {
    if (a == b) return a;
    if (a == outcome::unknown || b == outcome::unknown) return outcome::unknown;
    return outcome::partial;
}

} // namespace apibind
