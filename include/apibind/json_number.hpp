// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/number_text.hpp>

#include <array>
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

inline constexpr auto digit_pairs = [] {
    std::array<char, 200> out{};
    for (std::size_t i = 0; i != 100; ++i) {
        out[2 * i] = static_cast<char>('0' + i / 10);
        out[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return out;
}();

/// The number of decimal digits. What is added to a number with that highest bit carries into the upper half where
/// the number has one digit more.
inline constexpr auto digit_counts = [] {
    std::array<std::uint64_t, 32> out{};
    for (unsigned bit = 0; bit != 32; ++bit) {
        std::uint64_t const least = std::uint64_t{1} << bit;
        std::uint64_t digits = 1, power = 10;
        for (; power <= least; power *= 10) ++digits;
        std::uint64_t const most = least * 2 - 1;
        constexpr std::uint64_t one = std::uint64_t{1} << 32;
        out[bit] = power <= most ? (digits + 1) * one - power : digits * one;
    }
    return out;
}();
constexpr int count_digits(std::uint32_t value) {
    return static_cast<int>((value + digit_counts[static_cast<std::size_t>(std::bit_width(value | 1) - 1)]) >> 32);
}

inline char* write_digits(char* out, std::uint32_t value) {
    char* const end = out + count_digits(value);
    char* p = end;
    for (; value >= 100; value /= 100) std::memcpy(p -= 2, &digit_pairs[value % 100 * 2], 2);
    if (value >= 10)
        std::memcpy(p - 2, &digit_pairs[value * 2], 2);
    else
        p[-1] = static_cast<char>('0' + value);
    return end;
}

template <class Integer>
char* write_integer(char* out, Integer value) {
    auto const magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    if (value < 0) *out++ = '-';
    if (magnitude <= std::numeric_limits<std::uint32_t>::max())
        return write_digits(out, static_cast<std::uint32_t>(magnitude));
    return std::to_chars(out, out + max_number_text, magnitude).ptr;
}

/// A number that is no integer with at most six places, where it has no more and is not too small or large for that;
/// else null. Two decimals of at most 15 digits are never the same double, so that the one found is the shortest.
inline char* write_decimal(char* out, double value) {
    double const size = value < 0 ? -value : value;
    if (FLT_EVAL_METHOD != 0 || size < 1e-3 || size >= 1e9) return nullptr;
    auto const digits = static_cast<std::int64_t>(size * 1e6 + 0.5);
    if (static_cast<double>(digits) / 1e6 != size) return nullptr;
    if (value < 0) *out++ = '-';
    auto const whole = static_cast<std::uint32_t>(digits / 1000000);
    auto const places = static_cast<std::uint32_t>(digits % 1000000);
    out = write_digits(out, whole);
    *out++ = '.';
    std::memcpy(out, &digit_pairs[places / 10000 * 2], 2);
    std::memcpy(out + 2, &digit_pairs[places / 100 % 100 * 2], 2);
    std::memcpy(out + 4, &digit_pairs[places % 100 * 2], 2);
    out += 6;
    while (out[-1] == '0') --out;
    return out;
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
