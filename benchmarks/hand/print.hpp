// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "hand/scan.hpp"

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace hand {

/// What a careful hand-written writer of JSON is made of. Text gathers in a chunk, so that the string grows in pieces.
struct printer {
    explicit printer(std::string& text) : out(text) {}

    std::string& out;
    bool is_whole = true; ///< false: something had no JSON
    char chunk[4096];
    char* at = chunk;

    [[gnu::noinline]] void flush() {
        out.append(chunk, at);
        at = chunk;
    }
    [[gnu::always_inline]] void room(std::size_t size) {
        if (static_cast<std::size_t>(chunk + sizeof chunk - at) < size) flush();
    }

    template <std::size_t N>
    [[gnu::always_inline]] void raw(char const (&text)[N]) {
        room(N - 1);
        std::memcpy(at, text, N - 1);
        at += N - 1;
    }
    void raw(char const* text, std::size_t size) {
        room(size);
        if (size > sizeof chunk) {
            out.append(text, size);
            return;
        }
        std::memcpy(at, text, size);
        at += size;
    }

    [[gnu::always_inline]] void value(bool yes) { yes ? raw("true") : raw("false"); }
    [[gnu::always_inline]] void value(std::string const& text) {
        place const p = text.data(), end = p + text.size();
        if (text.size() <= 1024) {
            room(text.size() + 2);
            if (copy_plain(at + 1, p, text.size())) {
                *at = '"';
                at[text.size() + 1] = '"';
                at += text.size() + 2;
                return;
            }
        }
        special(p, plain_end(p, end), end);
    }
    /// Copies while it looks; false where something needs an escape or a look.
    [[gnu::always_inline]] static bool copy_plain(char* to, place p, std::size_t size) {
#if defined(__SSE2__)
        auto const look = [](__m128i bytes) {
            auto const quotes =
                _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
            return _mm_or_si128(quotes, _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)));
        };
        if (size >= 16) {
            auto special = _mm_setzero_si128();
            auto const take = [&](std::size_t i) {
                auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p + i));
                _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), bytes);
                special = _mm_or_si128(special, look(bytes));
            };
            for (std::size_t i = 0; i + 16 < size; i += 16) take(i);
            take(size - 16);
            return _mm_movemask_epi8(special) == 0;
        }
        if (size >= 8) { // two halves that overlap
            auto const first = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(p));
            auto const last = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(p + size - 8));
            _mm_storel_epi64(reinterpret_cast<__m128i*>(to), first);
            _mm_storel_epi64(reinterpret_cast<__m128i*>(to + size - 8), last);
            return _mm_movemask_epi8(look(_mm_unpacklo_epi64(first, last))) == 0;
        }
#endif
        bool plain = true;
        for (std::size_t i = 0; i != size; ++i) {
            unsigned const c = octet(p[i]);
            plain &= c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
            to[i] = p[i];
        }
        return plain;
    }
    [[gnu::noinline]] void special(place p, place q, place end) {
        raw("\"");
        for (;; q = plain_end(q, end)) {
            while (octet(*q) > 0x7f)
                if (!(q = utf8(q))) {
                    is_whole = false;
                    return;
                }
            if (q != end && octet(*q) >= 0x20 && *q != '"' && *q != '\\') continue;
            raw(p, static_cast<std::size_t>(q - p));
            if (q == end) break;
            escape(*q);
            p = ++q;
        }
        raw("\"");
    }
    void escape(char c) {
        switch (c) {
        case '"': return raw("\\\"");
        case '\\': return raw("\\\\");
        case '\b': return raw("\\b");
        case '\f': return raw("\\f");
        case '\n': return raw("\\n");
        case '\r': return raw("\\r");
        case '\t': return raw("\\t");
        }
        constexpr char hex[] = "0123456789abcdef";
        char const text[] = {'\\', 'u', '0', '0', hex[octet(c) >> 4], hex[octet(c) & 15]};
        raw(text, sizeof text);
    }

    template <std::integral Integer>
    [[gnu::always_inline]] void value(Integer number) {
        room(24);
        at = std::to_chars(at, at + 24, number).ptr;
    }
    void value(double number) {
        if (!std::isfinite(number)) {
            is_whole = false;
            return;
        }
        room(32);
        double const size = std::fabs(number);
        if (size < 9007199254740992.0 && number != 0 && std::trunc(number) == number) {
            at = std::to_chars(at, at + 24, static_cast<std::int64_t>(number)).ptr;
        } else if (size >= 1e-3 && size < 1e9 && decimal(size, number < 0)) {
        } else {
            at = std::to_chars(at, at + 32, number).ptr;
        }
    }
    /// A number of at most six places.
    bool decimal(double size, bool is_negative) {
        auto const millionths = static_cast<std::uint64_t>(size * 1e6 + 0.5);
        if (static_cast<double>(millionths) / 1e6 != size) return false;
        if (is_negative) *at++ = '-';
        at = std::to_chars(at, at + 16, static_cast<std::uint32_t>(millionths / 1'000'000)).ptr;
        *at++ = '.';
        auto places = static_cast<std::uint32_t>(millionths % 1'000'000);
        for (std::uint32_t unit = 100'000; places != 0; unit /= 10) {
            *at++ = static_cast<char>('0' + places / unit);
            places %= unit;
        }
        return true;
    }

    template <class List, class Write>
    [[gnu::always_inline]] void array(List const& list, Write write) {
        raw("[");
        bool is_first = true;
        for (auto const& one : list) {
            if (!is_first) raw(",");
            is_first = false;
            write(one);
        }
        raw("]");
    }

    bool finish() {
        flush();
        return is_whole;
    }
};

} // namespace hand
