// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace apibind {

/// The request method (RFC 9110 section 9, PATCH: RFC 5789).
enum class method : std::uint8_t { get, head, post, put, delete_, patch, options };

/// The method's token on the wire: "GET", "DELETE".
constexpr std::string_view to_string(method m) noexcept {
    switch (m) {
    case method::get: return "GET";
    case method::head: return "HEAD";
    case method::post: return "POST";
    case method::put: return "PUT";
    case method::delete_: return "DELETE";
    case method::patch: return "PATCH";
    case method::options: return "OPTIONS";
    }
    return "";
}

} // namespace apibind
