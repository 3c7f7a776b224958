// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/eight_bytes.hpp>
#include <apibind/hexadecimal.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The text of JSON strings: which bytes stand for themselves, UTF-8, escapes.
namespace apibind::detail {

constexpr unsigned char octet(char c) {
    return static_cast<unsigned char>(c);
}

/// Whether a byte of a JSON string needs a look: a quote, a backslash, a control character or a byte above 0x7f.
constexpr bool is_special(char c) {
    return c == '"' || c == '\\' || octet(c) < 0x20 || octet(c) > 0x7f;
}

/// The first byte in [p, end) that is_special(); else `end`.
inline char const* plain_end_bytewise(char const* p, char const* end) {
    while (p != end && !is_special(*p)) ++p;
    return p;
}
/// Of eight bytes: the high bit of the first that is_special() is the lowest bit set; none is set where none is.
inline std::uint64_t special_octets(char const* p) {
    std::uint64_t x;
    std::memcpy(&x, p, sizeof x);
    std::uint64_t const quote = x ^ in_each_byte('"'), backslash = x ^ in_each_byte('\\');
    auto const zero = [](std::uint64_t y) { return (y - in_each_byte(1)) & ~y; };
    return (zero(quote) | zero(backslash) | ((x - in_each_byte(0x20)) & ~x) | x) & high_bits;
}
/// The last of plain_end: less than 16 bytes are left.
[[gnu::noinline]] inline char const* plain_end_near(char const* p, char const* const first, char const* end) {
    if constexpr (std::endian::native == std::endian::little) {
        for (; end - p >= 8; p += 8)
            if (auto const mask = special_octets(p)) return p + std::countr_zero(mask) / 8;
        if (p != end && end - first >= 8) { // the last eight bytes once more, without those that were looked at
            auto const mask = special_octets(end - 8) >> (8 * (8 - (end - p)));
            return mask ? p + std::countr_zero(mask) / 8 : end;
        }
    }
    return plain_end_bytewise(p, end);
}
#if defined(__SSE2__)
/// Of 16 bytes: all bits of those that are not is_special().
[[gnu::always_inline]] inline __m128i plain_bytes(__m128i bytes) {
    auto const quotes =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    // Bytes above 0x7f are negative here, so that one comparison finds them and the control characters.
    return _mm_andnot_si128(quotes, _mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x1f)));
}
[[gnu::always_inline]] inline unsigned bits_of(__m128i bytes) {
    return static_cast<unsigned>(_mm_movemask_epi8(bytes));
}
#endif
[[gnu::always_inline]] inline char const* plain_end(char const* const first, char const* end) {
    char const* p = first;
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        auto const plain = bits_of(plain_bytes(_mm_loadu_si128(reinterpret_cast<__m128i const*>(p))));
        if (auto const special = plain ^ 0xffff) return p + std::countr_zero(special);
    }
#endif
    return plain_end_near(p, first, end);
}

/// Copies while it looks; false where a byte is_special(), and then `to` has nothing of use.
[[gnu::always_inline]] inline bool copy_plain(char* to, char const* p, std::size_t size) {
#if defined(__SSE2__)
    // A text is covered by pieces that overlap at its end.
    if (size >= 16) {
        auto const copy = [&](std::size_t i) __attribute__((always_inline)) {
            auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p + i));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), bytes);
            return plain_bytes(bytes);
        };
        auto plain = copy(size - 16);
        for (std::size_t i = 0; i + 16 < size; i += 16) plain = _mm_and_si128(plain, copy(i));
        return bits_of(plain) == 0xffff;
    }
    if (size >= 8) {
        auto const first = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(p));
        auto const last = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(p + size - 8));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), first);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to + size - 8), last);
        return bits_of(plain_bytes(_mm_unpacklo_epi64(first, last))) == 0xffff;
    }
    if (size >= 4) {
        std::int32_t first, last;
        std::memcpy(&first, p, 4);
        std::memcpy(&last, p + size - 4, 4);
        std::memcpy(to, &first, 4);
        std::memcpy(to + size - 4, &last, 4);
        auto const bytes = _mm_unpacklo_epi32(_mm_cvtsi32_si128(first), _mm_cvtsi32_si128(last));
        return (bits_of(plain_bytes(bytes)) & 0xff) == 0xff;
    }
    for (std::size_t i = 0; i != size; ++i) {
        if (is_special(p[i])) return false;
        to[i] = p[i];
    }
    return true;
#else
    if (plain_end(p, p + size) != p + size) return false;
    std::memcpy(to, p, size);
    return true;
#endif
}

/// The end of the UTF-8 sequence of two to four bytes at `p`; null where there is none (overlong forms, surrogates and
/// what lies above U+10FFFF are none).
inline char const* utf8_end(char const* p, char const* end) {
    auto const first = octet(*p);
    auto const left = end - p;
    auto const within = [&](int i, unsigned low, unsigned high) { return octet(p[i]) - low <= high - low; };
    if (first < 0xe0) return first >= 0xc2 && left >= 2 && within(1, 0x80, 0xbf) ? p + 2 : nullptr;
    if (first < 0xf0) {
        unsigned const low = first == 0xe0 ? 0xa0 : 0x80, high = first == 0xed ? 0x9f : 0xbf;
        return left >= 3 && within(1, low, high) && within(2, 0x80, 0xbf) ? p + 3 : nullptr;
    }
    unsigned const low = first == 0xf0 ? 0x90 : 0x80, high = first == 0xf4 ? 0x8f : 0xbf;
    return first <= 0xf4 && left >= 4 && within(1, low, high) && within(2, 0x80, 0xbf) && within(3, 0x80, 0xbf)
               ? p + 4
               : nullptr;
}

/// Behind the characters above 0x7f at `p` and single plain ones between them: at one above 0x7f where that is no
/// UTF-8.
inline char const* utf8_run_end(char const* p, char const* end) {
    for (;;) {
        while (end - p >= 2 && octet(p[0]) - 0xc2u <= 0xdfu - 0xc2u && (octet(p[1]) & 0xc0) == 0x80) p += 2;
        if (p == end) return p;
        if (octet(*p) > 0x7f) {
            char const* const next = utf8_end(p, end);
            if (!next) return p;
            p = next;
        } else if (end - p >= 2 && octet(p[1]) > 0x7f && !is_special(*p)) {
            ++p;
        } else {
            return p;
        }
    }
}

/// The first byte in [p, end) that is neither ASCII nor part of UTF-8; null where all is well.
inline char const* utf8_fault(std::string_view text) {
    char const* p = text.data();
    char const* const end = p + text.size();
    while (p != end) {
        if (octet(*p) < 0x80) {
            ++p;
            continue;
        }
        char const* const next = utf8_end(p, end);
        if (!next) return p;
        p = next;
    }
    return nullptr;
}

inline void append_utf8(std::string& out, std::uint32_t c) {
    auto const put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6), put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12), put(0x80 | (c >> 6 & 0x3f)), put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18), put(0x80 | (c >> 12 & 0x3f)), put(0x80 | (c >> 6 & 0x3f)), put(0x80 | (c & 0x3f));
    }
}

enum class escape_fault : std::uint8_t { none, unknown, bad_hex, lone_surrogate };

/// What a backslash and the characters after it stand for.
struct escape {
    char const* end = nullptr; ///< behind the escape, or the offending byte
    escape_fault wrong = escape_fault::none;
    std::uint32_t character = 0;
};

/// Reads no byte behind the first that does not belong there, so that any byte that ends a text stops it.
inline char const* read_hex4(char const* p, std::uint32_t& value) {
    value = 0;
    for (int i = 0; i != 4; ++i, ++p) {
        auto const c = octet(*p);
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9')
            digit = c - std::uint32_t{'0'};
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = (c | 0x20u) - std::uint32_t{'a'} + 10;
        else
            return p;
        value = value << 4 | digit;
    }
    return p;
}

/// Reads the escape whose backslash is at `p`.
inline escape read_escape(char const* p) {
    auto const plain = [&](std::uint32_t c) { return escape{p + 2, escape_fault::none, c}; };
    switch (p[1]) {
    case '"': return plain('"');
    case '\\': return plain('\\');
    case '/': return plain('/');
    case 'b': return plain('\b');
    case 'f': return plain('\f');
    case 'n': return plain('\n');
    case 'r': return plain('\r');
    case 't': return plain('\t');
    case 'u': break;
    default: return {p + 1, escape_fault::unknown, 0};
    }
    escape out;
    out.end = read_hex4(p + 2, out.character);
    if (out.end != p + 6) return {out.end, escape_fault::bad_hex, 0};
    if (out.character < 0xd800 || out.character > 0xdfff) return out;
    escape const lone{p, escape_fault::lone_surrogate, out.character};
    if (out.character > 0xdbff || out.end[0] != '\\' || out.end[1] != 'u') return lone;
    std::uint32_t low = 0;
    char const* const end = read_hex4(p + 8, low);
    if (end != p + 12) return {end, escape_fault::bad_hex, 0};
    if (low < 0xdc00 || low > 0xdfff) return lone;
    return {end, escape_fault::none, 0x10000 + ((out.character - 0xd800) << 10) + (low - 0xdc00)};
}

/// The text that the inside of a well-formed JSON string stands for, or its beginning once that is `enough` bytes.
inline std::string unescaped(std::string_view inside, std::size_t enough = static_cast<std::size_t>(-1)) {
    std::string out;
    char const* p = inside.data();
    char const* const end = p + inside.size();
    while (p != end && out.size() < enough) {
        if (*p != '\\') {
            out.push_back(*p++);
            continue;
        }
        auto const e = read_escape(p);
        append_utf8(out, e.character);
        p = e.end;
    }
    return out;
}

/// Writes the escape of a quote, a backslash or a control character, six bytes at most; the place behind it.
inline char* write_escape(char* out, char c) {
    char const letter = c == '"' || c == '\\' ? c
                        : c == '\b'           ? 'b'
                        : c == '\f'           ? 'f'
                        : c == '\n'           ? 'n'
                        : c == '\r'           ? 'r'
                        : c == '\t'           ? 't'
                                              : '\0';
    *out++ = '\\';
    if (letter) {
        *out++ = letter;
        return out;
    }
    for (char const digit : {'u', '0', '0', lower_hex_digits[octet(c) >> 4], lower_hex_digits[octet(c) & 15]})
        *out++ = digit;
    return out;
}
inline void append_escape(std::string& out, char c) {
    char text[6];
    out.append(text, write_escape(text, c));
}

/// Appends at most `most` bytes of `text` for a person to read: what is no printable UTF-8 as `\xNN`, a cut as `...`.
inline void append_quoted(std::string& out, std::string_view text, std::size_t most = 40) {
    char const* p = text.data();
    char const* const end = p + text.size();
    out.push_back('"');
    while (p != end) {
        char const* const next = octet(*p) < 0x80 ? p + 1 : utf8_end(p, end);
        auto const length = static_cast<std::size_t>(next ? next - p : 1);
        if (length > most) break;
        most -= length;
        bool const control = octet(*p) < 0x20 || *p == 0x7f || (next && octet(*p) == 0xc2 && octet(p[1]) < 0xa0);
        if (next && !control)
            out.append(p, length);
        else
            for (std::size_t i = 0; i != length; ++i)
                out.append("\\x").append({lower_hex_digits[octet(p[i]) >> 4], lower_hex_digits[octet(p[i]) & 15]});
        p += length;
    }
    if (p != end) out.append("...");
    out.push_back('"');
}

} // namespace apibind::detail
