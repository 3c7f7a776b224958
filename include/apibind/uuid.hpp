// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/hexadecimal.hpp>
#include <apibind/text_codec.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace apibind {

/// A UUID (RFC 9562) of any version: `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`. It is read in upper and lower case,
/// without braces and not without hyphens, and written in lower case. <apibind/random_uuid.hpp> makes new ones.
struct uuid {
    std::array<std::uint8_t, 16> bytes{}; ///< in the order of the text; zero: the nil UUID

    /// Nothing where the text is no UUID.
    static constexpr std::optional<uuid> parse(std::string_view text) {
        uuid out;
        if (text.size() != 36) return {};
        std::size_t n = 0;
        for (std::size_t i = 0; i != text.size(); ++i) {
            char const c = text[i];
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') return {};
                continue;
            }
            int const digit = detail::hex_digit(c);
            if (digit < 0) return {};
            auto& byte = out.bytes[n / 2];
            byte = static_cast<std::uint8_t>(byte << 4 | digit);
            ++n;
        }
        return out;
    }

    std::string to_string() const {
        auto out = detail::hex_of({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
        for (std::size_t const at : {8u, 13u, 18u, 23u}) out.insert(at, 1, '-');
        return out;
    }
    constexpr bool is_nil() const noexcept { return bytes == std::array<std::uint8_t, 16>{}; }

    friend constexpr bool operator==(uuid const&, uuid const&) = default;
    friend constexpr auto operator<=>(uuid const&, uuid const&) = default;
};

template <>
struct text_codec<uuid> {
    static constexpr std::string_view expected = "a UUID";
    static void write(uuid const& value, std::string& text) { text += value.to_string(); }
    static bool read(std::string_view text, uuid& value) {
        auto const parsed = uuid::parse(text);
        if (parsed) value = *parsed;
        return parsed.has_value();
    }
};

} // namespace apibind
