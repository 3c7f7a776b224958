// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_number.hpp>
#include <apibind/text_codec.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace apibind {

/// A JSON number of any size and precision, kept as the text that it is: 12.50 stays 12.50, and
/// 123456789012345678901234567890 loses nothing. `in_string<decimal>` is the same in a string, as of money.
///
/// It is compared as a text: 1.0 and 1.00 are two. What is no number in JSON's grammar (RFC 8259 section 6) is refused
/// when it is written.
class decimal {
public:
    decimal() = default;
    template <std::integral I>
        requires(!std::same_as<I, bool>)
    decimal(I value) : text_(std::to_string(value)) {}
    /// From a text, which is kept as it is.
    explicit decimal(std::string text) : text_(std::move(text)) {}

    /// Nothing where the text is no number.
    static std::optional<decimal> parse(std::string_view text) {
        decimal out{std::string(text)};
        if (!out.is_number()) return {};
        return out;
    }

    std::string const& text() const noexcept { return text_; }
    bool is_number() const {
        return !text_.empty() && text_.size() == std::string_view(text_.c_str()).size() &&
               detail::scan_number(text_.c_str()).end == text_.c_str() + text_.size();
    }

    /// The value as an integer, however it is spelt (`12.0` and `1.2e1` are 12), or as the nearest float or double;
    /// nothing where the integer would lose a part, or where the value is beyond the range.
    template <class N>
        requires(std::is_arithmetic_v<N> && !std::same_as<N, bool> && !std::same_as<N, long double>)
    std::optional<N> as()
    const {
        if (!is_number()) return {};
        auto const number = detail::scan_number(text_.c_str());
        if constexpr (std::floating_point<N>) {
            N value{};
            if (!detail::to_floating(text_.c_str(), number, value)) return {};
            return value;
        } else {
            std::uint64_t magnitude = 0;
            if (detail::to_magnitude(text_.c_str(), number, magnitude) != detail::number_fit::exact) return {};
            auto const most = static_cast<std::uint64_t>(std::numeric_limits<N>::max());
            if (!number.negative || magnitude == 0) {
                if (magnitude > most) return {};
                return static_cast<N>(magnitude);
            }
            if (!std::is_signed_v<N> || magnitude > most + 1) return {};
            return static_cast<N>(static_cast<std::int64_t>(0 - magnitude));
        }
    }

    friend bool operator==(decimal const&, decimal const&) = default;

private:
    std::string text_ = "0";
};

template <>
struct text_codec<decimal> {
    static constexpr std::string_view expected = "a number";
    static constexpr bool is_number = true;
    static std::string write(decimal const& value, std::string& text) {
        if (!value.is_number()) return "is no number of JSON";
        text += value.text();
        return {};
    }
    static bool read(std::string_view text, decimal& value) {
        value = decimal(std::string(text));
        return value.is_number();
    }
};

} // namespace apibind
