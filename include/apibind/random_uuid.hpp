// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/uuid.hpp>

#include <openssl/rand.h>

#include <cstdint>
#include <exception>
#include <optional>

namespace apibind {
namespace detail {

/// Nothing where OpenSSL has no random bytes.
inline std::optional<uuid> try_random_uuid() {
    uuid out;
    if (RAND_bytes(out.bytes.data(), static_cast<int>(out.bytes.size())) != 1) return std::nullopt;
    out.bytes[6] = static_cast<std::uint8_t>((out.bytes[6] & 0x0f) | 0x40);
    out.bytes[8] = static_cast<std::uint8_t>((out.bytes[8] & 0x3f) | 0x80);
    return out;
}

} // namespace detail

/// A new UUID of version 4 (RFC 9562 section 5.4), of OpenSSL's random bytes. A program without any ends, as two calls
/// would be one to whom tells them apart by it.
inline uuid random_uuid() {
    auto const made = detail::try_random_uuid();
    if (!made) std::terminate();
    return *made;
}

} // namespace apibind
