// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The patterns of request rules: a part of ECMA 262's that needs no engine. A pattern is a row of atoms, and the whole
/// text must match. An atom is a character, `.`, an escaped character (`\\.`), `\\d`, `\\w`, or a class `[a-z_]`, `[^/]`, and may be
/// followed by `?`, `*`, `+`, `{n}`, `{m,}` or `{m,n}`. Groups and alternatives are not part of it.
namespace apibind::detail {

class pattern_matcher {
public:
    constexpr explicit pattern_matcher(std::string_view pattern) : pattern_(pattern) {}

    constexpr bool is_well_formed() const {
        for (std::size_t at = 0; at != pattern_.size();) {
            atom const a = next(at);
            if (!a.ok) return false;
            at = a.end;
        }
        return true;
    }

    /// Precondition: is_well_formed().
    constexpr bool matches(std::string_view text) const { return match(0, text); }

private:
    struct atom {
        bool ok = false;
        std::size_t begin = 0, size = 0; // of what a character is compared with
        std::size_t end = 0;             // behind its repetition
        std::uint32_t least = 1, most = 1;
    };
    static constexpr std::uint32_t unbounded = 0xFFFFFFFFu;

    constexpr atom next(std::size_t at) const {
        atom a;
        a.begin = at;
        char const c = pattern_[at];
        if (c == '[') {
            std::size_t close = at + 1;
            if (close < pattern_.size() && pattern_[close] == '^') ++close;
            std::size_t const first = close;
            while (close < pattern_.size() && pattern_[close] != ']') close += pattern_[close] == '\\' ? 2 : 1;
            if (close >= pattern_.size() || close == first) return a;
            a.size = close + 1 - at;
        } else if (c == '\\') {
            if (at + 1 >= pattern_.size()) return a;
            a.size = 2;
        } else if (std::string_view("(){}|*+?]^$").find(c) != std::string_view::npos) {
            return a;
        } else {
            a.size = 1;
        }
        a.ok = true;
        a.end = at + a.size;
        if (a.end < pattern_.size()) repetition(a);
        return a;
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

    static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
    static constexpr bool is_word(char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static constexpr bool escaped(char what, char c) {
        return what == 'd' ? is_digit(c) : what == 'w' ? is_word(c) : what == c;
    }

    constexpr bool accepts(atom const& a, char c) const {
        auto const set = pattern_.substr(a.begin, a.size);
        if (set[0] == '\\') return escaped(set[1], c);
        if (set[0] == '.') return true;
        if (set[0] != '[') return set[0] == c;
        std::size_t i = set[1] == '^' ? 2 : 1;
        bool const inside = i == 1;
        for (; i + 1 < set.size(); ++i) {
            if (set[i] == '\\') {
                if (escaped(set[++i], c)) return inside;
            } else if (i + 3 < set.size() && set[i + 1] == '-') {
                if (set[i] <= c && c <= set[i + 2]) return inside;
                i += 2;
            } else if (set[i] == c) {
                return inside;
            }
        }
        return !inside;
    }

    constexpr bool match(std::size_t at, std::string_view text) const {
        if (at == pattern_.size()) return text.empty();
        atom const a = next(at);
        std::size_t taken = 0;
        while (taken < text.size() && taken < a.most && accepts(a, text[taken])) ++taken;
        for (;; --taken) {
            if (taken < a.least) return false;
            if (match(a.end, text.substr(taken))) return true;
            if (taken == 0) return false;
        }
    }

    std::string_view pattern_;
};

} // namespace apibind::detail
