// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>

#include <type_traits>

namespace support {

/// Whether a transport sees all that is wrong with an answer, where it comes.
template <class Transport>
constexpr bool is_strict = std::is_same_v<Transport, apibind::beast_transport>;

/// The phase that a transport tells of: cpp-httplib shows a head only once it is complete.
template <class Transport>
constexpr apibind::phase told(apibind::phase real) {
    return !is_strict<Transport> && real == apibind::phase::head ? apibind::phase::await : real;
}
/// The error that a transport tells of where cpp-httplib sees by itself that what came is not HTTP.
template <class Transport>
constexpr apibind::transport_error malformed =
    is_strict<Transport> ? apibind::transport_error::malformed : apibind::transport_error::closed;

} // namespace support
