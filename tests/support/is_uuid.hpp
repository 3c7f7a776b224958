// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>

namespace support {

/// Whether a text is a UUID of version 4, as RFC 9562 writes it.
inline bool is_uuid(std::string const& text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i != 36; ++i) {
        bool const is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_hyphen ? text[i] != '-' : std::string("0123456789abcdef").find(text[i]) == std::string::npos)
            return false;
    }
    return text[14] == '4' && std::string("89ab").find(text[19]) != std::string::npos;
}

} // namespace support
