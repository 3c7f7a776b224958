// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <openssl/rand.h>

#include <cstdint>
#include <cstring>

namespace apibind::detail {

/// A number in [0, 1) that nobody can foresee.
inline double chance() noexcept {
    std::uint32_t bits = 0;
    unsigned char bytes[sizeof bits]{};
    RAND_bytes(bytes, sizeof bytes);
    std::memcpy(&bits, bytes, sizeof bits);
    return static_cast<double>(bits) / 4294967296.0;
}

} // namespace apibind::detail
