// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/percent_encoding.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// The patterns of request rules: a part of ECMA 262's that needs no engine. A pattern is a row of atoms, and the whole
/// text must match. An atom is a character (a code point, as lengths count them), `.`, an escaped character (`\\.`),
/// `\\d`,
/// `\\w`, or a class `[a-z_]`, `[^/]`, and may be followed by `?`, `*`, `+`, `{n}`, `{m,}` or `{m,n}`. Groups and
/// alternatives are not part of it. Matching takes time in proportion to the pattern's length times the text's.
namespace apibind::detail {

class pattern_matcher {
public:
    constexpr explicit pattern_matcher(std::string_view pattern) : pattern_(pattern) {}

    constexpr bool is_well_formed() const {
        if (count_characters(pattern_) < 0) return false;
        for (std::size_t at = 0; at != pattern_.size();) {
            atom const a = next(at);
            if (!a.ok) return false;
            at = a.end;
        }
        return true;
    }

    /// Preconditions: is_well_formed(), and the text is UTF-8.
    bool matches(std::string_view text) const {
        std::vector<char32_t> characters;
        for (std::size_t i = 0; i < text.size();) characters.push_back(take(text, i));
        // reached[i]: the atoms so far can match the first i characters.
        std::vector<char> reached(characters.size() + 1);
        reached[0] = 1;
        std::vector<std::size_t> before(characters.size() + 2); // how many are reached below i
        for (std::size_t at = 0; at != pattern_.size();) {
            atom const a = next(at);
            for (std::size_t i = 0; i <= characters.size(); ++i) before[i + 1] = before[i] + (reached[i] ? 1 : 0);
            std::size_t run = 0; // how many characters up to here this atom accepts
            for (std::size_t i = 0; i <= characters.size(); ++i) {
                if (i != 0) run = accepts(a, characters[i - 1]) ? run + 1 : 0;
                std::size_t const most = run < a.most ? run : a.most;
                reached[i] = most >= a.least && before[i - a.least + 1] != before[i - most];
            }
            at = a.end;
        }
        return reached.back();
    }

private:
    struct atom {
        bool ok = false;
        std::size_t begin = 0, size = 0; // of what a character is compared with
        std::size_t end = 0;             // behind its repetition
        std::uint32_t least = 1, most = 1;
    };
    static constexpr std::uint32_t unbounded = 0xFFFFFFFFu;

    /// One character of UTF-8, which `i` is moved behind.
    static constexpr char32_t take(std::string_view text, std::size_t& i) {
        std::size_t const size = utf8_sequence(text, i);
        auto const lead = static_cast<unsigned char>(text[i]);
        char32_t out = size <= 1 ? lead : static_cast<char32_t>(lead & (0x7Fu >> size));
        for (std::size_t k = 1; k < size; ++k) out = out << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        i += size == 0 ? 1 : size;
        return out;
    }

    constexpr atom next(std::size_t at) const {
        atom a;
        a.begin = at;
        char const c = pattern_[at];
        if (c == '[') {
            a.size = class_size(at);
            if (a.size == 0) return a;
        } else if (c == '\\') {
            if (!is_escape(at)) return a;
            a.size = 2;
        } else if (std::string_view("(){}|*+?]^$").find(c) != std::string_view::npos) {
            return a;
        } else {
            a.size = utf8_sequence(pattern_, at);
        }
        a.ok = true;
        a.end = at + a.size;
        if (a.end < pattern_.size()) repetition(a);
        return a;
    }

    /// A backslash before `d`, `w`, or a character that means itself: the other letters have a meaning elsewhere.
    constexpr bool is_escape(std::size_t at) const {
        if (at + 1 >= pattern_.size()) return false;
        char const c = pattern_[at + 1];
        return c == 'd' || c == 'w' || (c > ' ' && c < 0x7f && !is_word(static_cast<char32_t>(c)));
    }

    /// The size of the class at a '[', or 0 where it is none: open, empty, or with a range that is backward or of a
    /// `\\d`.
    constexpr std::size_t class_size(std::size_t at) const {
        std::size_t i = at + 1;
        if (i < pattern_.size() && pattern_[i] == '^') ++i;
        std::size_t const first = i;
        while (i < pattern_.size() && pattern_[i] != ']') {
            bool set = false, end_is_set = false;
            char32_t const low = class_character(i, set);
            if (i == 0) return 0;
            if (!(i + 1 < pattern_.size() && pattern_[i] == '-' && pattern_[i + 1] != ']')) continue;
            char32_t const high = class_character(++i, end_is_set);
            if (i == 0 || set || end_is_set || high < low) return 0;
        }
        return i < pattern_.size() && i != first ? i + 1 - at : 0;
    }

    /// One character of a class, which `i` is moved behind (to 0 where it is none); `set` for `\\d` and `\\w`.
    constexpr char32_t class_character(std::size_t& i, bool& set) const {
        if (pattern_[i] != '\\') return take(pattern_, i);
        if (!is_escape(i)) {
            i = 0;
            return 0;
        }
        set = is_word(static_cast<char32_t>(pattern_[i + 1]));
        i += 2;
        return static_cast<char32_t>(pattern_[i - 1]);
    }

    constexpr void repetition(atom& a) const {
        switch (pattern_[a.end]) {
        case '?': a.least = 0, a.most = 1, ++a.end; return;
        case '*': a.least = 0, a.most = unbounded, ++a.end; return;
        case '+': a.least = 1, a.most = unbounded, ++a.end; return;
        case '{': break;
        default: return;
        }
        std::size_t at = a.end + 1;
        a.ok = number(at, a.least);
        a.most = a.least;
        if (a.ok && at < pattern_.size() && pattern_[at] == ',') {
            ++at;
            if (at < pattern_.size() && pattern_[at] == '}')
                a.most = unbounded;
            else
                a.ok = number(at, a.most) && a.least <= a.most;
        }
        a.ok = a.ok && at < pattern_.size() && pattern_[at] == '}';
        a.end = at + 1;
    }

    constexpr bool number(std::size_t& at, std::uint32_t& out) const {
        std::size_t const first = at;
        out = 0;
        while (at < pattern_.size() && pattern_[at] >= '0' && pattern_[at] <= '9' && out < 100'000)
            out = out * 10 + static_cast<std::uint32_t>(pattern_[at++] - '0');
        return at != first;
    }

    static constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
    static constexpr bool is_word(char32_t c) {
        return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
    }

    constexpr bool accepts(atom const& a, char32_t c) const {
        std::size_t i = a.begin;
        if (pattern_[i] == '.') return true;
        bool set = false;
        if (pattern_[i] != '[') {
            char32_t const one = class_character(i, set);
            return fits(one, set, c);
        }
        bool const inside = pattern_[++i] != '^';
        if (!inside) ++i;
        while (pattern_[i] != ']') {
            char32_t const low = class_character(i, set = false);
            if (pattern_[i] == '-' && pattern_[i + 1] != ']') {
                char32_t const high = class_character(++i, set);
                if (low <= c && c <= high) return inside;
            } else if (fits(low, set, c)) {
                return inside;
            }
        }
        return !inside;
    }
    static constexpr bool fits(char32_t one, bool set, char32_t c) {
        return !set ? one == c : one == U'd' ? is_digit(c) : is_word(c);
    }

    std::string_view pattern_;
};

} // namespace apibind::detail
