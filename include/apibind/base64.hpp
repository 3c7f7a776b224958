// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <openssl/evp.h>

#include <string>
#include <string_view>

namespace apibind::detail {

/// RFC 4648 section 4, with padding.
inline std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0'); // EVP_EncodeBlock ends it with a NUL
    int const n = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                  reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(n));
    return out;
}

} // namespace apibind::detail
