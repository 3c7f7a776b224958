// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// What a careful hand-written reader of JSON is made of: as strict as apibind (UTF-8, escapes, the grammar of numbers,
/// ranges, depth), without saying what is wrong and where. Every text ends with a zero; null means that it is refused.
namespace hand {

using place = char const*;

/// How many arrays and objects may still be opened.
struct level {
    int left = 128;
    level inner() const { return {left - 1}; }
};

inline bool is_digit(char c) {
    return static_cast<unsigned char>(c - '0') < 10;
}
inline unsigned octet(char c) {
    return static_cast<unsigned char>(c);
}

inline place blank_run(place p) {
    while (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t') ++p;
    return p;
}
[[gnu::always_inline]] inline place blank(place p) {
    return octet(*p) > ' ' ? p : blank_run(p);
}

template <class Word>
[[gnu::always_inline]] inline bool same_word(place a, place b) {
    Word x, y;
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    return x == y;
}
/// Whether `Size` bytes are the same; one side is a constant, which the compiler folds into comparisons of words.
template <std::size_t Size>
[[gnu::always_inline]] inline bool same(place a, place b) {
    if constexpr (Size > 16)
        return same_word<std::uint64_t>(a, b) && same<Size - 8>(a + 8, b + 8);
    else if constexpr (Size >= 8)
        return same_word<std::uint64_t>(a, b) && same_word<std::uint64_t>(a + Size - 8, b + Size - 8);
    else if constexpr (Size >= 4)
        return same_word<std::uint32_t>(a, b) && same_word<std::uint32_t>(a + Size - 4, b + Size - 4);
    else
        return std::memcmp(a, b, Size) == 0;
}
template <std::size_t N>
[[gnu::always_inline]] inline bool starts(place p, place end, char const (&text)[N]) {
    return static_cast<std::size_t>(end - p) >= N - 1 && same<N - 1>(p, text);
}

// Strings -------------------------------------------------------------------------------------------------------------

/// The first quote, backslash, control character or byte above 0x7f.
[[gnu::always_inline]] inline place plain_end(place p, place end) {
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p));
        auto const special = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
            _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)));
        if (auto const mask = static_cast<unsigned>(_mm_movemask_epi8(special))) return p + std::countr_zero(mask);
    }
#endif
    while (octet(*p) >= 0x20 && octet(*p) < 0x80 && *p != '"' && *p != '\\') ++p;
    return p;
}

/// Behind one character of two to four bytes.
inline place utf8(place p) {
    auto const is_tail = [](char c) { return (octet(c) & 0xc0) == 0x80; };
    unsigned const a = octet(p[0]), b = octet(p[1]);
    if (a < 0xc2 || !is_tail(p[1])) return nullptr;
    if (a < 0xe0) return p + 2;
    if (!is_tail(p[2])) return nullptr;
    if (a < 0xf0) return (a == 0xe0 && b < 0xa0) || (a == 0xed && b > 0x9f) ? nullptr : p + 3;
    if (a > 0xf4 || (a == 0xf0 && b < 0x90) || (a == 0xf4 && b > 0x8f) || !is_tail(p[3])) return nullptr;
    return p + 4;
}

inline place hex4(place p, std::uint32_t& out) {
    out = 0;
    for (int i = 0; i != 4; ++i, ++p) {
        unsigned const c = octet(*p), letter = c | 0x20;
        if (!is_digit(*p) && (letter < 'a' || letter > 'f')) return nullptr;
        out = out << 4 | (is_digit(*p) ? c - '0' : letter - 'a' + 10);
    }
    return p;
}

inline void append_utf8(std::string& to, std::uint32_t c) {
    auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) return put(0xc0 | c >> 6), put(0x80 | (c & 0x3f));
    if (c < 0x10000) return put(0xe0 | c >> 12), put(0x80 | (c >> 6 & 0x3f)), put(0x80 | (c & 0x3f));
    put(0xf0 | c >> 18), put(0x80 | (c >> 12 & 0x3f)), put(0x80 | (c >> 6 & 0x3f)), put(0x80 | (c & 0x3f));
}

/// Behind the escape at `p`.
inline place escape(place p, std::string* to) {
    char plain = '\0';
    switch (p[1]) {
    case '"':
    case '\\':
    case '/': plain = p[1]; break;
    case 'b': plain = '\b'; break;
    case 'f': plain = '\f'; break;
    case 'n': plain = '\n'; break;
    case 'r': plain = '\r'; break;
    case 't': plain = '\t'; break;
    case 'u': {
        std::uint32_t c = 0, low = 0;
        if (!(p = hex4(p + 2, c)) || (c >= 0xdc00 && c <= 0xdfff)) return nullptr;
        if (c >= 0xd800 && c <= 0xdbff) {
            if (p[0] != '\\' || p[1] != 'u' || !(p = hex4(p + 2, low)) || low < 0xdc00 || low > 0xdfff) return nullptr;
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        }
        if (to) append_utf8(*to, c);
        return p;
    }
    default: return nullptr;
    }
    if (to) *to += plain;
    return p + 2;
}

/// A string that is not plain from `q` on; what lies between `first` and `q` is.
[[gnu::noinline]] inline place rest_of_string(place first, place q, place end, std::string* to) {
    for (;; q = plain_end(q, end)) {
        while (octet(*q) > 0x7f)
            if (!(q = utf8(q))) return nullptr;
        if (octet(*q) < 0x20) return nullptr;
        if (*q != '"' && *q != '\\') continue;
        if (to) to->append(first, q);
        if (*q == '"') return q + 1;
        if (!(q = escape(q, to))) return nullptr;
        first = q;
    }
}

/// The string at `p`.
[[gnu::always_inline]] inline place read(place p, place end, level, std::string& to) {
    if (*p != '"') return nullptr;
    place const q = plain_end(p + 1, end);
    if (*q == '"') {
        to.assign(p + 1, q);
        return q + 1;
    }
    to.clear();
    return rest_of_string(p + 1, q, end, &to);
}
[[gnu::always_inline]] inline place skip_string(place p, place end) {
    if (*p != '"') return nullptr;
    place const q = plain_end(p + 1, end);
    return *q == '"' ? q + 1 : rest_of_string(q, q, end, nullptr);
}

// Numbers -------------------------------------------------------------------------------------------------------------

/// Behind the number at `p`.
inline place number_end(place p) {
    if (*p == '-') ++p;
    if (!is_digit(*p)) return nullptr;
    if (*p == '0')
        ++p;
    else
        while (is_digit(*p)) ++p;
    if (*p == '.') {
        if (!is_digit(*++p)) return nullptr;
        while (is_digit(*p)) ++p;
    }
    if (*p == 'e' || *p == 'E') {
        if (*++p == '+' || *p == '-') ++p;
        if (!is_digit(*p)) return nullptr;
        while (is_digit(*p)) ++p;
    }
    return is_digit(*p) ? nullptr : p;
}

/// The nearest double; null where that is an infinity. What is too near to zero is zero.
[[gnu::noinline]] inline place any_double(place p, double& to) {
    place const q = number_end(p);
    if (!q) return nullptr;
    auto const [end, error] = std::from_chars(p, q, to);
    if (error == std::errc{}) return std::isfinite(to) ? q : nullptr;
    to = std::strtod(p, nullptr); // tells the two ends of the range apart
    return std::isfinite(to) ? q : nullptr;
}

inline constexpr double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

[[gnu::always_inline]] inline place read(place p, place, level, double& to) {
    place const start = p;
    bool const negative = *p == '-';
    p += negative;
    if (!is_digit(*p)) return nullptr;
    place const first = p;
    std::uint64_t digits = 0;
    while (is_digit(*p)) digits = digits * 10 + octet(*p++) - '0';
    if (*first == '0' && p - first > 1) return nullptr;
    std::ptrdiff_t count = p - first, places = 0;
    if (*p == '.') {
        place const point = ++p;
        while (is_digit(*p)) digits = digits * 10 + octet(*p++) - '0';
        places = p - point;
        if (places == 0) return nullptr;
        count += places;
    }
    if (count > 19 || digits > std::uint64_t{1} << 53 || places > 22 || *p == 'e' || *p == 'E')
        return any_double(start, to);
    double const value = static_cast<double>(digits) / powers_of_ten[places];
    to = negative ? -value : value;
    return p;
}

/// An integer that is spelt with a fraction or an exponent, which is as good if its value is one.
template <std::signed_integral Integer>
[[gnu::noinline]] place spelt_otherwise(place p, Integer& to) {
    double value = 0;
    place const q = any_double(p, value);
    // Beyond 2^53 a double does not tell integers apart; nobody spells them so, and they are refused.
    if (!q || std::trunc(value) != value || std::fabs(value) > 9007199254740992.0 ||
        value < static_cast<double>(std::numeric_limits<Integer>::min()) ||
        value > static_cast<double>(std::numeric_limits<Integer>::max()))
        return nullptr;
    to = static_cast<Integer>(value);
    return q;
}
template <std::signed_integral Integer>
[[gnu::always_inline]] inline place read(place p, place, level, Integer& to) {
    place const start = p;
    bool const negative = *p == '-';
    p += negative;
    place const first = p;
    std::uint64_t value = octet(*p) - std::uint64_t{'0'};
    if (value > 9) return nullptr;
    ++p;
    if (value != 0)
        while (is_digit(*p)) {
            if (p - first == 19) return nullptr;
            value = value * 10 + octet(*p++) - '0';
        }
    if (is_digit(*p) || *p == '.' || *p == 'e' || *p == 'E') return is_digit(*p) ? nullptr : spelt_otherwise(start, to);
    if (value > static_cast<std::uint64_t>(std::numeric_limits<Integer>::max()) + negative) return nullptr;
    to = static_cast<Integer>(negative ? 0 - value : value);
    return p;
}

[[gnu::always_inline]] inline place read(place p, place end, level, bool& to) {
    if (starts(p, end, "true")) return to = true, p + 4;
    if (starts(p, end, "false")) return to = false, p + 5;
    return nullptr;
}

// What nobody asked for -----------------------------------------------------------------------------------------------

inline place skip(place p, place end, level depth) {
    switch (*p) {
    case '"': return skip_string(p, end);
    case 't': return starts(p, end, "true") ? p + 4 : nullptr;
    case 'f': return starts(p, end, "false") ? p + 5 : nullptr;
    case 'n': return starts(p, end, "null") ? p + 4 : nullptr;
    case '[':
    case '{': {
        bool const is_object = *p == '{';
        char const close = is_object ? '}' : ']';
        if (depth.left == 0) return nullptr;
        p = blank(p + 1);
        if (*p == close) return p + 1;
        for (;;) {
            if (is_object) {
                if (!(p = skip_string(p, end)) || *(p = blank(p)) != ':') return nullptr;
                p = blank(p + 1);
            }
            if (!(p = skip(p, end, depth.inner()))) return nullptr;
            p = blank(p);
            if (*p == close) return p + 1;
            if (*p != ',') return nullptr;
            p = blank(p + 1);
        }
    }
    default: return number_end(p);
    }
}

} // namespace hand
