// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <httplib.h>

#include <cstdint>

namespace apibind::detail {

/// What an error of cpp-httplib says. Truncation, reset, silence and malformed answers all come as `Read`.
enum class error_kind : std::uint8_t { no_connection, connect_timeout, certificate, timeout, write, refused, other };

/// By name: the numbers differ between versions, and so does which names there are.
template <class Error = httplib::Error>
constexpr error_kind kind_of(Error error) noexcept {
    if constexpr (requires { Error::SSLServerHostnameVerification; })
        if (error == Error::SSLServerHostnameVerification) return error_kind::certificate;
    if constexpr (requires { Error::ProxyConnection; })
        if (error == Error::ProxyConnection) return error_kind::no_connection;
    if constexpr (requires { Error::Timeout; })
        if (error == Error::Timeout) return error_kind::timeout;
    if constexpr (requires { Error::InvalidHeaders; })
        if (error == Error::InvalidHeaders) return error_kind::refused;
    switch (error) {
    case Error::Connection:
    case Error::BindIPAddress: return error_kind::no_connection;
    case Error::ConnectionTimeout: return error_kind::connect_timeout;
    case Error::SSLServerVerification: return error_kind::certificate;
    case Error::Write: return error_kind::write;
    default: return error_kind::other;
    }
}

} // namespace apibind::detail
