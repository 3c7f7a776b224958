// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <openssl/rand.h>

#include <cstddef>
#include <string>

namespace apibind::detail {

/// A random UUID (RFC 9562 section 5.4): "919108f7-52d1-4320-9bac-f847db4148a8". Empty where OpenSSL has no random
/// bytes.
inline std::string random_uuid() {
    unsigned char bytes[16]{};
    if (RAND_bytes(bytes, sizeof bytes) != 1) return {};
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40); // version 4
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80); // the variant of RFC 9562
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i != sizeof bytes; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

} // namespace apibind::detail
