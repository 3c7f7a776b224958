// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cfloat>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <system_error>

/// JSON numbers between text and C++, exact and the same in every locale.
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
        fits = fits && value <= (std::numeric_limits<std::uint64_t>::max() - digit) / 10;
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

template <class Float>
inline constexpr Float powers_of_ten[] = {Float(1e0),  Float(1e1),  Float(1e2),  Float(1e3),  Float(1e4),  Float(1e5),
                                          Float(1e6),  Float(1e7),  Float(1e8),  Float(1e9),  Float(1e10), Float(1e11),
                                          Float(1e12), Float(1e13), Float(1e14), Float(1e15), Float(1e16), Float(1e17),
                                          Float(1e18), Float(1e19), Float(1e20), Float(1e21), Float(1e22)};

template <class Float>
[[gnu::noinline]] bool to_any_floating(char const* text, number_text const& number, Float& value);

/// The nearest Float; false where that is an infinity. What is nearer to zero than to any other Float is zero.
template <class Float>
bool to_floating(char const* text, number_text const& number, Float& value) {
    // One correctly rounded operation on two exact operands gives the nearest value.
    constexpr std::int64_t exact_power = sizeof(Float) == 4 ? 10 : 22;
    constexpr auto exact_digits = std::uint64_t{1} << std::numeric_limits<Float>::digits;
    if (FLT_EVAL_METHOD == 0 && number.exact && number.digits <= exact_digits && number.exponent >= -exact_power &&
        number.exponent <= exact_power) {
        auto const digits = static_cast<Float>(number.digits);
        Float const scaled = number.exponent < 0 ? digits / powers_of_ten<Float>[-number.exponent]
                                                 : digits * powers_of_ten<Float>[number.exponent];
        value = number.negative ? -scaled : scaled;
        return true;
    }
    return to_any_floating(text, number, value);
}
template <class Float>
bool to_any_floating(char const* text, number_text const& number, Float& value) {
    Float out = 0;
    auto const [end, error] = std::from_chars(text, number.end, out);
    constexpr Float most = std::numeric_limits<Float>::max(); // <cmath> is too large a header for this
    if (error == std::errc{} && out >= -most && out <= most) {
        value = out;
        return true;
    }
    // from_chars says "out of range" of numbers too near to zero as well: of those the first digit is far behind the
    // point.
    std::int64_t significant = 0;
    for (char const* p = text; p != number.end && *p != 'e' && *p != 'E'; ++p)
        if (is_digit(*p) && (significant != 0 || *p != '0')) ++significant;
    if (significant != 0 && significant + number.exponent > 0) return false;
    value = number.negative ? -Float(0) : Float(0);
    return true;
}

/// What write_floating and write_integer need at most.
inline constexpr std::size_t max_number_text = 32;

// Digits lie in the bytes of an integer, the first one in the lowest. Divisions by 100 and 10 are multiplications that
// are exact for so few digits, of all parts of the number at once.
constexpr std::uint32_t four_digits(std::uint32_t number) {
    std::uint32_t const hundreds = number * 5243 >> 19;
    std::uint32_t const twos = hundreds + ((number - 100 * hundreds) << 16);
    std::uint32_t const tens = (twos * 103 >> 10) & 0x000f000f;
    return tens + ((twos - 10 * tens) << 8);
}
constexpr std::uint64_t eight_digits(std::uint32_t number) {
    std::uint64_t const fours = number / 10000 + (std::uint64_t{number % 10000} << 32);
    std::uint64_t const hundreds = (fours * 10486 >> 20) & 0x7f0000007f;
    std::uint64_t const twos = hundreds + ((fours - 100 * hundreds) << 16);
    std::uint64_t const tens = (twos * 103 >> 10) & 0x000f000f000f000f;
    return tens + ((twos - 10 * tens) << 8);
}
template <class Digits>
[[gnu::always_inline]] inline void put_digits(char* out, Digits digits) {
    digits |= static_cast<Digits>(0x3030303030303030);
    if constexpr (std::endian::native == std::endian::big)
        digits = static_cast<Digits>(__builtin_bswap64(digits) >> (64 - 8 * sizeof digits));
    std::memcpy(out, &digits, sizeof digits);
}
/// Without the zeros in front, among which the last digit is not counted.
template <class Digits>
[[gnu::always_inline]] inline char* put_significant(char* out, Digits digits) {
    auto const last = Digits{1} << 8 * (sizeof digits - 1);
    auto const zero_bits = static_cast<unsigned>(std::countr_zero(digits | last)) & ~7u;
    put_digits(out, digits >> zero_bits);
    return out + (sizeof digits - zero_bits / 8);
}
inline char* put_eight_digits(char* out, std::uint64_t number) {
    put_digits(out, eight_digits(static_cast<std::uint32_t>(number)));
    return out + 8;
}
/// Nine and more.
[[gnu::noinline]] inline char* write_many_digits(char* out, std::uint64_t value) {
    constexpr std::uint64_t unit = 100000000;
    auto const front = value / unit;
    if (front < unit)
        out = put_significant(out, eight_digits(static_cast<std::uint32_t>(front)));
    else
        out =
            put_eight_digits(put_significant(out, four_digits(static_cast<std::uint32_t>(front / unit))), front % unit);
    return put_eight_digits(out, value % unit);
}
/// May write eight bytes behind the number.
inline char* write_digits(char* out, std::uint64_t value) {
    if (value < 10000) return put_significant(out, four_digits(static_cast<std::uint32_t>(value)));
    if (value < 100000000) return put_significant(out, eight_digits(static_cast<std::uint32_t>(value)));
    return write_many_digits(out, value);
}

template <class Integer>
char* write_integer(char* out, Integer value) {
    if (value >= 0) return write_digits(out, static_cast<std::uint64_t>(value));
    *out = '-';
    return write_digits(out + 1, 0 - static_cast<std::uint64_t>(value));
}

/// A number that is no integer with at most six places, where it has no more and is not too small or large for that;
/// else null. Two decimals of at most 15 digits are never the same double, so that the one found is the shortest.
inline char* write_decimal(char* out, double value) {
    double const size = value < 0 ? -value : value;
    if (FLT_EVAL_METHOD != 0 || size < 1e-3 || size >= 1e9) return nullptr;
    auto const millionths = static_cast<std::int64_t>(size * 1e6 + 0.5);
    if (static_cast<double>(millionths) / 1e6 != size) return nullptr;
    if (value < 0) *out++ = '-';
    out = write_digits(out, static_cast<std::uint32_t>(millionths / 1000000));
    *out++ = '.';
    auto const places = eight_digits(static_cast<std::uint32_t>(millionths % 1000000) * 100);
    put_digits(out, places);
    return out + (8 - static_cast<unsigned>(std::countl_zero(places)) / 8);
}

/// The shortest text that reads back as the same finite number; integers below 2^53 without an exponent.
template <class Float>
char* write_floating(char* out, Float value) {
    constexpr Float whole = sizeof(Float) == 4 ? Float(16777216) : Float(9007199254740992);
    if (value > -whole && value < whole && value != 0) {
        auto const integer = static_cast<std::int64_t>(value);
        if (static_cast<Float>(integer) == value) return write_integer(out, integer);
        if constexpr (sizeof(Float) == sizeof(double))
            if (char* const end = write_decimal(out, value)) return end;
    }
    return std::to_chars(out, out + max_number_text, value).ptr;
}

} // namespace apibind::detail
