// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>

#include <type_traits>

namespace support {

/// Whether a transport writes a request as given; cpp-httplib sorts its fields and adds some.
template <class Transport>
constexpr bool is_strict = std::is_same_v<Transport, apibind::beast_transport>;

} // namespace support
