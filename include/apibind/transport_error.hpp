// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace apibind {

/// Why a transport has no complete answer.
enum class transport_error : std::uint8_t {
    invalid_request, ///< the request or an option is none that this transport can send
    resolve,         ///< the host has no address
    connect,         ///< refused, unreachable, or the proxy would not
    tls,             ///< the handshake failed
    certificate,     ///< the server's certificate or its name did not verify; the client's could not be read
    timeout,         ///< a phase's cap or the deadline passed
    closed,          ///< closed or reset by the peer
    malformed,       ///< what came is not HTTP
    too_large,       ///< beyond the limits for head or body
    cancelled,       ///< `send_options::stop` was asked to
};
constexpr std::string_view to_string(transport_error e) noexcept {
    switch (e) {
    case transport_error::invalid_request: return "invalid request";
    case transport_error::resolve: return "name resolution failed";
    case transport_error::connect: return "connection failed";
    case transport_error::tls: return "TLS handshake failed";
    case transport_error::certificate: return "certificate verification failed";
    case transport_error::timeout: return "timed out";
    case transport_error::closed: return "connection closed";
    case transport_error::malformed: return "malformed answer";
    case transport_error::too_large: return "answer too large";
    case transport_error::cancelled: return "cancelled";
    }
    return "";
}

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, transport_error e) {
    return out << to_string(e);
}

} // namespace apibind
