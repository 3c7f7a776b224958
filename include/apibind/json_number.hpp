// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/number_text.hpp>

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
