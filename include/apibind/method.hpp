// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace apibind {

/// The request method (RFC 9110 section 9, PATCH: RFC 5789), or any other token that a vendor reads as one:
/// `apibind::method("PROPFIND")`. Methods are compared byte for byte.
class method {
public:
    static const method get, head, post, put, delete_, patch, options;

    /// The token as it stands on the wire, of at most `longest` characters; checked by `valid<E>`.
    explicit constexpr method(std::string_view token) noexcept {
        for (char c : token.size() <= longest ? token : std::string_view{}) token_[size_++] = c;
    }
    static constexpr std::size_t longest = 31;

    // Public, so that a method may be a template argument.
    char token_[longest] = {};
    unsigned char size_ = 0;

    friend constexpr bool operator==(method const& a, method const& b) noexcept {
        return std::string_view(a.token_, a.size_) == std::string_view(b.token_, b.size_);
    }
};

/// The method's token on the wire: "GET", "DELETE". Empty where it was given more than it can hold.
constexpr std::string_view to_string(method const& m) noexcept {
    return {m.token_, m.size_};
}

inline constexpr method method::get{"GET"};
inline constexpr method method::head{"HEAD"};
inline constexpr method method::post{"POST"};
inline constexpr method method::put{"PUT"};
inline constexpr method method::delete_{"DELETE"};
inline constexpr method method::patch{"PATCH"};
inline constexpr method method::options{"OPTIONS"};

} // namespace apibind
