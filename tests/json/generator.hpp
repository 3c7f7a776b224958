// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// JSON texts made of a seed: the same on every machine.
namespace json_tests {

struct generator {
    std::uint64_t state;
    std::string out{};

    std::uint64_t next() { // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return state * 2685821657736338717u;
    }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>((next() >> 32) % n); }

    template <std::size_t N>
    void one_of(std::string_view const (&texts)[N]) {
        out += texts[below(N)];
    }

    void space() {
        if (below(8) != 0) return;
        for (auto n = below(4); n != 0; --n) out += " \n\r\t"[below(4)];
    }

    void number() {
        if (below(3) == 0) out += '-';
        if (below(4) == 0) {
            out += '0';
        } else {
            out += static_cast<char>('1' + below(9));
            for (auto n = below(below(6) == 0 ? 22 : 5); n != 0; --n) out += static_cast<char>('0' + below(10));
        }
        if (below(3) == 0) {
            out += '.';
            for (auto n = 1 + below(below(6) == 0 ? 20 : 4); n != 0; --n) out += static_cast<char>('0' + below(10));
        }
        if (below(4) == 0) {
            out += "eE"[below(2)];
            static constexpr std::string_view signs[] = {"", "+", "-"};
            one_of(signs);
            out += std::to_string(below(below(20) == 0 ? 400 : 30));
        }
    }

    void string() {
        static constexpr std::string_view pieces[] = {"a",
                                                      "b",
                                                      " ",
                                                      "id",
                                                      "name",
                                                      "plain text",
                                                      "a text of more than sixteen bytes",
                                                      "\\n",
                                                      "\\\"",
                                                      "\\\\",
                                                      "\\/",
                                                      "\\t",
                                                      "\\u0041",
                                                      "\\u00e9",
                                                      "\\u20AC",
                                                      "\\ud83d\\ude00",
                                                      "\\u0000",
                                                      "\x7f",
                                                      "\xc3\xa9",
                                                      "\xe2\x82\xac",
                                                      "\xf0\x9f\x98\x80",
                                                      "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82"};
        out += '"';
        for (auto n = below(5); n != 0; --n) one_of(pieces);
        out += '"';
    }

    void value(int room) {
        space();
        switch (below(room > 0 ? 8 : 5)) {
        case 0: {
            static constexpr std::string_view literals[] = {"null", "true", "false"};
            one_of(literals);
            break;
        }
        case 1:
        case 2: number(); break;
        case 3:
        case 4: string(); break;
        case 5:
            out += '[';
            for (auto n = below(5); n != 0; --n) {
                value(room - 1);
                if (n != 1) out += ',';
            }
            out += ']';
            break;
        default:
            out += '{';
            for (auto n = below(5); n != 0; --n) {
                space();
                string();
                space();
                out += ':';
                value(room - 1);
                if (n != 1) out += ',';
            }
            out += '}';
        }
        space();
    }

    /// A text of one value, at most `room` deep.
    std::string document(int room) {
        out.clear();
        value(room);
        return out;
    }

    /// The same text with a few bytes changed, left out, put in or moved.
    std::string damaged(std::string text) {
        static constexpr std::string_view pieces[] = {"\"",
                                                      "\\",
                                                      "{",
                                                      "}",
                                                      "[",
                                                      "]",
                                                      ":",
                                                      ",",
                                                      " ",
                                                      "0",
                                                      "1",
                                                      "-",
                                                      "+",
                                                      ".",
                                                      "e",
                                                      "E",
                                                      "u",
                                                      "\\u",
                                                      "\\ud800",
                                                      "\\udc00",
                                                      "null",
                                                      "true",
                                                      "nul",
                                                      "\n",
                                                      "\x01",
                                                      "\x1f",
                                                      "\x80",
                                                      "\xc3",
                                                      "\xe2\x82",
                                                      "\xed\xa0\x80",
                                                      "\xf4\x90\x80\x80",
                                                      "\xff",
                                                      "/",
                                                      "/**/",
                                                      "'",
                                                      "NaN",
                                                      "\xef\xbb\xbf"};
        for (auto n = 1 + below(3); n != 0; --n) {
            auto const at = below(text.size() + 1);
            auto const rest = text.size() - at;
            switch (below(6)) {
            case 0: text.erase(at, below(3)); break;
            case 1: text.insert(at, pieces[below(sizeof pieces / sizeof *pieces)]); break;
            case 2: text.resize(at); break;
            case 3:
                if (rest != 0) text[at] = static_cast<char>(below(256));
                break;
            case 4: text.insert(at, text.substr(below(text.size() + 1), below(8))); break;
            default:
                if (rest > 1) std::swap(text[at], text[at + 1]);
            }
        }
        return text;
    }
};

} // namespace json_tests
