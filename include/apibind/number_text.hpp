// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The grammar of JSON's numbers (RFC 8259 section 6), and what is an integer in it.
namespace apibind::detail {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// One number of a text, as its grammar sees it.
struct number_text {
    char const* end = nullptr;   ///< behind the number; null where there is none
    char const* fault = nullptr; ///< where a digit had to stand, or where one must not (after a leading zero)
    std::uint64_t digits = 0;    ///< all digits as one integer, where `exact`
    std::int64_t exponent = 0;   ///< of ten, to be applied to `digits`
    bool negative = false;
    bool exact = true;         ///< at most 19 digits
    bool leading_zero = false; ///< what is wrong at `fault`
};

/// Adds the digits at `p` to `digits`; the place behind them.
[[gnu::always_inline]] inline char const* add_digits(char const* p, std::uint64_t& digits) {
    for (;; ++p) {
        unsigned const digit = static_cast<unsigned char>(*p) - unsigned{'0'};
        if (digit > 9) return p;
        digits = digits * 10 + digit;
    }
}

/// Reads the exponent whose `e` is at `p`.
[[gnu::noinline]] inline void scan_exponent(char const* p, number_text& out) {
    ++p;
    bool const down = *p == '-';
    if (down || *p == '+') ++p;
    if (!is_digit(*p)) {
        out.fault = p;
        return;
    }
    std::int64_t power = 0;
    constexpr std::int64_t most = std::int64_t{1} << 40; // beyond any text's length, so that it outweighs the digits
    for (; is_digit(*p); ++p)
        if (power < most) power = power * 10 + (*p - '0');
    out.exponent += down ? -power : power;
    out.end = p;
}

/// Reads no byte behind the first that does not belong to the number.
[[gnu::always_inline]] inline number_text scan_number(char const* p) {
    number_text out;
    out.negative = *p == '-';
    p += out.negative;
    char const* const first = p;
    std::uint64_t digits = 0;
    p = add_digits(p, digits);
    auto count = p - first;
    if (count == 0) {
        out.fault = p;
        return out;
    }
    if (*first == '0' && count > 1) {
        out.leading_zero = true;
        out.fault = first + 1;
        return out;
    }
    if (*p == '.') {
        char const* const fraction = ++p;
        p = add_digits(p, digits);
        if (p == fraction) {
            out.fault = p;
            return out;
        }
        count += p - fraction;
        out.exponent = -(p - fraction);
    }
    out.digits = digits;
    out.exact = count <= 19;
    if (*p == 'e' || *p == 'E')
        scan_exponent(p, out);
    else
        out.end = p;
    return out;
}

enum class number_fit : std::uint8_t { exact, fraction, out_of_range };

/// The magnitude of a number that is exactly an integer, however it is spelt: `100`, `1e2` and `100.0` are the same.
inline number_fit to_magnitude(char const* text, number_text const& number, std::uint64_t& magnitude) {
    std::int64_t exponent = number.exponent;
    std::uint64_t value = 0;
    bool fits = true;
    std::int64_t zeros = 0; // seen since the last other digit
    auto const times_ten_plus = [&](std::uint64_t digit) {
        fits = fits && value <= (UINT64_MAX - digit) / 10;
        if (fits) value = value * 10 + digit;
    };
    for (char const* p = text; p != number.end && *p != 'e' && *p != 'E'; ++p) {
        if (!is_digit(*p)) continue;
        if (*p == '0') {
            ++zeros;
            continue;
        }
        for (; zeros != 0; --zeros)
            if (value != 0) times_ten_plus(0);
        times_ten_plus(static_cast<std::uint64_t>(*p - '0'));
    }
    magnitude = 0;
    if (value == 0) return number_fit::exact;
    exponent += zeros;
    if (exponent < 0) return number_fit::fraction;
    for (; exponent > 0 && fits; --exponent) times_ten_plus(0);
    if (!fits) return number_fit::out_of_range;
    magnitude = value;
    return number_fit::exact;
}

/// An integer of JSON by its digits, however it is spelt: `50`, `50.0` and `5e1` are the same. One beyond 64 bits stays
/// as it is; empty where the text is none.
inline std::string integer_digits(std::string_view text) {
    std::string const ended(text); // the scanner needs a byte behind the number
    char const* const first = ended.c_str();
    auto const number = scan_number(first);
    if (number.end != first + ended.size()) return {};
    std::uint64_t magnitude = 0;
    auto const fit = to_magnitude(first, number, magnitude);
    if (fit == number_fit::fraction) return {};
    constexpr auto least = std::uint64_t{1} << 63; // without its sign
    if (fit == number_fit::out_of_range || (number.negative && magnitude > least)) return ended;
    return (number.negative && magnitude != 0 ? "-" : "") + std::to_string(magnitude);
}

} // namespace apibind::detail
