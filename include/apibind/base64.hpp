// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64_bytes.hpp>

#include <openssl/evp.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// RFC 4648 section 4, with padding.
inline std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0'); // EVP_EncodeBlock ends it with a NUL
    int const n = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                  reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(n));
    return out;
}

/// In one of the forms.
inline std::string base64(std::string_view bytes, base64_form form) {
    auto out = base64(bytes);
    if (form != base64_form::url) return out;
    while (out.ends_with('=')) out.pop_back();
    for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return out;
}

/// False where the text is not exactly what bytes have in that form, line breaks aside where it has them.
inline bool from_base64(std::string_view text, base64_form form, std::string& bytes) {
    std::string spelt;
    spelt.reserve(text.size() + 3);
    for (char c : text) {
        if (form == base64_form::lines && (c == '\n' || c == '\r')) continue;
        if (form == base64_form::url) {
            if (c == '+' || c == '/' || c == '=') return false;
            c = c == '-' ? '+' : c == '_' ? '/' : c;
        }
        spelt += c;
    }
    if (form == base64_form::url)
        while (spelt.size() % 4 != 0) spelt += '=';
    if (spelt.size() % 4 != 0 || spelt.size() > std::size_t{1} << 30) return false;
    std::string out(spelt.size() / 4 * 3 + 1, '\0');
    int const n = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                  reinterpret_cast<unsigned char const*>(spelt.data()), static_cast<int>(spelt.size()));
    if (n < 0) return false;
    auto size = static_cast<std::size_t>(n); // padding counts as bytes
    for (std::size_t i = spelt.size(); i != 0 && size != 0 && spelt[i - 1] == '='; --i) --size;
    out.resize(size);
    if (base64(out) != spelt) return false; // spaces, padding that does not belong there, bits behind the last byte
    bytes = std::move(out);
    return true;
}

} // namespace apibind::detail
