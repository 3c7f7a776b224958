// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/hexadecimal.hpp>
#include <apibind/json_error.hpp>
#include <apibind/json_number.hpp>
#include <apibind/json_path.hpp>
#include <apibind/json_text.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace apibind::detail {

/// JSON text without types: RFC 8259's grammar, the same for values that are read and for values that are skipped.
///
/// Every function takes the place it starts at and returns the place behind what it read, or null after fail().
///
/// No function looks for the end of the text except inside strings and behind a closing bracket. That is safe because
/// the last byte of the text, `end[-1]`, is a closing bracket, or `*end` can be read and is zero: whatever is accepted
/// and is no closing bracket is then followed by a byte of the text or by that zero, which is accepted nowhere.
struct json_scanner {
    char const* begin = nullptr;
    char const* end = nullptr;
    std::size_t size = 0; ///< of the whole text, white space at its end included
    std::size_t room = 0; ///< how many arrays and objects may be open in each other
    std::size_t depth = 0;
    std::optional<decode_error> error; ///< until document() ends, its path is only what comes behind that of `place`
    char const* place = nullptr;       ///< where the path of the failure leads

    /// Texts that few documents need.
    struct spare_texts {
        std::string whole; ///< copy of a text that has no zero behind it
        std::string name;  ///< the last one that has escapes
    };
    std::unique_ptr<spare_texts> spare;

    // Failures ---------------------------------------------------------------------------------------------------

    std::size_t offset(char const* p) const { return p == end ? size : static_cast<std::size_t>(p - begin); }

    /// `leads_to` is where the path leads, if not to `at`: see json_walk.
    [[gnu::cold, gnu::noinline]] char const* fail(decode_reason reason, char const* at, std::string expected,
                                                  std::string found, char const* leads_to = nullptr) {
        error.emplace(decode_error{reason, {}, std::move(expected), std::move(found), offset(at)});
        place = leads_to ? leads_to : at;
        return nullptr;
    }
    [[gnu::cold, gnu::noinline]] char const* malformed(char const* at, char const* expected,
                                                       char const* leads_to = nullptr) {
        return fail(decode_reason::malformed, at, expected, describe_byte(at), leads_to);
    }

    std::string describe_byte(char const* p) const {
        if (p >= end) return "the end of the text";
        auto const c = octet(*p);
        if (c > 0x20 && c < 0x7f) return std::string("'") + *p + "'";
        return std::string("byte 0x") + upper_hex_digits[c >> 4] + upper_hex_digits[c & 15];
    }

    /// The value at `p` with its JSON type: `the number 12`, `an object`; else the byte.
    std::string describe(char const* p) const {
        if (p >= end) return describe_byte(p);
        switch (*p) {
        case '{': return "an object";
        case '[': return "an array";
        case 't': return "true";
        case 'f': return "false";
        case 'n': return "null";
        case '"': {
            std::string out = "the string ";
            char const* q = ++p;
            while (q != end && *q != '"') q += *q == '\\' && q + 1 != end ? 2 : 1;
            append_quoted(out, {p, static_cast<std::size_t>(q - p)});
            return out;
        }
        default: {
            char const* q = p;
            while (q != end && (is_digit(*q) || *q == '-' || *q == '+' || *q == '.' || *q == 'e' || *q == 'E')) ++q;
            if (q == p) return describe_byte(p);
            auto const length = static_cast<std::size_t>(q - p);
            return "the number " + std::string(p, length < 40 ? length : 40) + (length > 40 ? "..." : "");
        }
        }
    }

    // Tokens -----------------------------------------------------------------------------------------------------

    static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
    [[gnu::always_inline]] char const* space(char const* p) const { return octet(*p) > ' ' ? p : space_run(p); }
    /// Whether there is another one behind the element or member that ends at `p`: it is where `p` moves to, else the
    /// bracket.
    [[gnu::always_inline]] bool comma(char const*& p) const {
        if (*p != ',') {
            p = space(p);
            if (*p != ',') return false;
        }
        p = space(p + 1);
        return true;
    }
    [[gnu::noinline]] char const* space_run(char const* p) const {
        if (is_space(*p) && octet(p[1]) > ' ') return p + 1;
#if defined(__SSE2__)
        auto const is = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
        for (; end - p >= 16; p += 16) {
            __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p));
            __m128i const spaces = _mm_or_si128(_mm_or_si128(is(bytes, ' '), is(bytes, '\n')),
                                                _mm_or_si128(is(bytes, '\r'), is(bytes, '\t')));
            auto const mask = static_cast<unsigned>(_mm_movemask_epi8(spaces));
            if (mask != 0xffff) return p + std::countr_one(mask);
        }
#endif
        while (is_space(*p)) ++p;
        return p;
    }

    /// One of the three words.
    template <std::size_t N>
    [[gnu::always_inline]] char const* literal(char const* p, char const (&word)[N],
                                               char const* expected = "a JSON value") {
        if (static_cast<std::size_t>(end - p) >= N - 1 && std::memcmp(p, word, N - 1) == 0) return p + (N - 1);
        return malformed(p, expected);
    }

    [[gnu::always_inline]] char const* open(char const* p) {
        if (depth == room) return too_deep(p);
        ++depth;
        return space(p + 1);
    }
    [[gnu::cold, gnu::noinline]] char const* too_deep(char const* p) {
        return fail(decode_reason::too_deep, p, "at most " + std::to_string(room) + " arrays and objects in each other",
                    describe(p));
    }
    /// Behind the closing bracket at `p`.
    [[gnu::always_inline]] char const* close(char const* p) {
        --depth;
        ++p;
        if (p == end && depth != 0) return malformed(p, "',' or a closing bracket", p - 1);
        return p;
    }

    /// The string at `p`, a quote; `text` becomes what it stands for.
    [[gnu::always_inline]] char const* string(char const* p, std::string& text) {
        char const* const first = p + 1;
        char const* const q = plain_end(first, end);
        if (q != end && *q == '"') {
            text.assign(first, static_cast<std::size_t>(q - first));
            return q + 1;
        }
        text.clear();
        return rest_of_string(first, q, &text);
    }
    char const* skip_string(char const* p) {
        char const* const q = plain_end(p + 1, end);
        if (q != end && *q == '"') return q + 1;
        return rest_of_string(q, q, nullptr);
    }

    /// A string whose beginning [first, q) is plain; appended to `text` if there is one.
    [[gnu::noinline]] char const* rest_of_string(char const* first, char const* q, std::string* text) {
        auto const keep = [&] {
            if (text) text->append(first, static_cast<std::size_t>(q - first));
        };
        for (;; q = plain_end(q, end)) {
            q = utf8_run_end(q, end);
            if (q != end && octet(*q) > 0x7f) return fail(decode_reason::invalid_utf8, q, "UTF-8", describe_byte(q));
            if (q == end) return malformed(q, "a closing quote");
            if (*q == '"') {
                keep();
                return q + 1;
            }
            if (*q == '\\') {
                keep();
                auto const e = read_escape(q);
                if (e.wrong != escape_fault::none) return bad_escape(e);
                if (text) append_utf8(*text, e.character);
                first = q = e.end;
            } else if (octet(*q) < 0x20) {
                return malformed(q, "an escape instead of a control character");
            }
        }
    }
    [[gnu::cold, gnu::noinline]] char const* bad_escape(escape const& e) {
        switch (e.wrong) {
        case escape_fault::bad_hex: return malformed(e.end, "four hexadecimal digits");
        case escape_fault::lone_surrogate:
            return fail(decode_reason::invalid_utf8, e.end, "a pair of surrogates",
                        "the lone surrogate " + std::string(e.end, 6));
        default: return malformed(e.end, "one of \"\\/bfnrtu after a backslash");
        }
    }

    /// `p` is where the number begins.
    [[gnu::cold, gnu::noinline]] char const* bad_number(number_text const& number, char const* p) {
        return malformed(number.fault, number.leading_zero ? "a number without leading zeros" : "a digit", p);
    }

    /// The key at `p` and the colon behind it. `inside` is the text between its quotes, as written.
    char const* key(char const* p, std::string_view& inside) {
        if (*p != '"') return malformed(p, "a key in quotes");
        char const* const q = skip_string(p);
        if (!q) return nullptr;
        inside = {p + 1, static_cast<std::size_t>(q - p) - 2};
        p = space(q);
        if (*p != ':') return malformed(p, "':'");
        return space(p + 1);
    }
    /// What a key stands for, in `scratch` where it has escapes.
    static std::string_view key_text(std::string_view inside, std::string& scratch) {
        if (inside.find('\\') == std::string_view::npos) return inside;
        scratch = unescaped(inside);
        return scratch;
    }

    // Values that nobody wants -----------------------------------------------------------------------------------

    char const* skip(char const* p) {
        switch (*p) {
        case '"': return skip_string(p);
        case 't': return literal(p, "true");
        case 'f': return literal(p, "false");
        case 'n': return literal(p, "null");
        case '{': return skip_object(p);
        case '[': return skip_array(p);
        default: {
            if (*p != '-' && !is_digit(*p)) return malformed(p, "a JSON value");
            auto const number = scan_number(p);
            return number.end ? number.end : bad_number(number, p);
        }
        }
    }
    char const* skip_array(char const* p) {
        if (!(p = open(p))) return nullptr;
        if (*p == ']') return close(p);
        for (;;) {
            if (!(p = skip(p))) return nullptr;
            if (comma(p)) continue;
            if (*p == ']') return close(p);
            return malformed(p, "',' or ']'");
        }
    }
    char const* skip_object(char const* p) {
        if (!(p = open(p))) return nullptr;
        if (*p == '}') return close(p);
        for (;;) {
            std::string_view inside;
            if (!(p = key(p, inside))) return nullptr;
            if (!(p = skip(p))) return nullptr;
            if (comma(p)) continue;
            if (*p == '}') return close(p);
            return malformed(p, "',' or '}'");
        }
    }

    // A whole text -----------------------------------------------------------------------------------------------

    /// Sets the scanner on `text` and calls `value(p)` for its one value.
    template <class Value>
    [[gnu::always_inline]] bool document(std::string_view text, json_read_options const& options, Value value) {
        begin = text.data();
        size = text.size();
        end = begin + size;
        room = options.max_depth;
        if (size - 1 >= options.max_size) [[unlikely]] // zero is too
            return size == 0 ? trim() : too_large(options.max_size);
        if (!is_closing(end[-1]) && !trim()) [[unlikely]]
            return false;
        char const* const p = value(space(begin));
        return p == end || refused(p);
    }

private:
    static bool is_closing(char c) {
        return c == '}' || c == ']';
    }
    /// Takes off white space at the end. A bare scalar, or no JSON, is copied to have a zero behind it.
    [[gnu::noinline]] bool trim() {
        while (end != begin && is_space(end[-1])) --end;
        if (end == begin) {
            error.emplace(decode_error{decode_reason::malformed, "$", "a JSON value",
                                       size == 0 ? "an empty text" : "nothing but white space", size});
            return false;
        }
        if (is_closing(end[-1])) return true;
        spare = std::make_unique<spare_texts>();
        spare->whole.assign(begin, end);
        begin = spare->whole.c_str();
        end = begin + spare->whole.size();
        return true;
    }
    [[gnu::cold, gnu::noinline]] bool too_large(std::size_t most) {
        error.emplace(decode_error{decode_reason::too_large, "$", "at most " + std::to_string(most) + " bytes",
                                   std::to_string(size) + " bytes", most});
        return false;
    }
    /// False: something follows the value that ended at `p`, or there was none, and then `p` is null.
    [[gnu::cold, gnu::noinline]] bool refused(char const* p) {
        if (p)
            malformed(space(p), "the end of the text");
        else if (std::string_view(begin, static_cast<std::size_t>(end - begin)).starts_with("\xef\xbb\xbf"))
            fail(decode_reason::malformed, begin, "JSON without a byte order mark", "a byte order mark");
        error->path.insert(0, json_walk(begin).path(place));
        return false;
    }
};

} // namespace apibind::detail
