// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace apibind {

/// The spellings of bytes as text (RFC 4648).
enum class base64_form : std::uint8_t {
    standard, ///< section 4, with padding
    url,      ///< section 5, without padding, as in JSON Web Tokens
    lines,    ///< the first; line breaks in what is read are passed over (RFC 2045), and none are written
};

/// Bytes that travel as a text. Reading is strict: another alphabet, padding where none belongs or none where some
/// does, and bits behind the last byte are refused, so that bytes have one spelling.
template <base64_form Form>
class basic_base64 {
public:
    static constexpr base64_form form = Form;

    basic_base64() = default;
    explicit basic_base64(std::string of) : bytes(std::move(of)) {}

    std::string bytes; ///< as they are

    friend bool operator==(basic_base64 const&, basic_base64 const&) = default;
};
using base64_bytes = basic_base64<base64_form::standard>;
using base64url_bytes = basic_base64<base64_form::url>;
using base64_lines = basic_base64<base64_form::lines>; ///< GitHub's contents

} // namespace apibind
