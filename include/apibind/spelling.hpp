// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/hexadecimal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The ways in which a text may be spelt where somebody echoes it.
namespace apibind::detail {

enum class spelling : std::uint8_t {
    percent, ///< %41 (RFC 3986 section 2.1)
    escaped, ///< \u0041, \/, \x41: JSON and what resembles it
    html,    ///< &#65; &#x41; &amp; with or without the semicolon
};
inline constexpr std::array spellings{spelling::percent, spelling::escaped, spelling::html};
/// Without one of these characters a text is not spelt in any of them.
inline constexpr std::string_view spelling_marks = "%\\&";

/// What the first characters of a text stand for in a spelling: up to four bytes. `taken` is 0 where the text ends
/// within them.
struct spelt {
    std::array<char, 4> bytes{};
    std::size_t size = 1;
    std::size_t taken = 1;
};

/// No escape that is known has more characters.
inline constexpr std::size_t longest_escape = 24;

/// The number of `digits` hexadecimal digits at the start of a text, or -1.
constexpr long hex_number(std::string_view text, std::size_t digits) {
    if (text.size() < digits) return -1;
    long out = 0;
    for (char c : text.substr(0, digits)) {
        if (hex_digit(c) < 0) return -1;
        out = out * 16 + hex_digit(c);
    }
    return out;
}

constexpr spelt spelt_byte(long byte, std::size_t taken) {
    spelt out;
    out.bytes[0] = static_cast<char>(static_cast<unsigned char>(byte));
    out.taken = taken;
    return out;
}
/// A code point in UTF-8.
constexpr spelt spelt_point(unsigned long point, std::size_t taken) {
    if (point < 0x80) return spelt_byte(static_cast<long>(point), taken);
    spelt out;
    out.taken = taken;
    out.size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (std::size_t i = out.size; i-- > 1; point >>= 6)
        out.bytes[i] = static_cast<char>(static_cast<unsigned char>(0x80 | (point & 0x3F)));
    constexpr unsigned long leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out.bytes[0] = static_cast<char>(static_cast<unsigned char>(leads[out.size] | point));
    return out;
}

constexpr spelt read_percent(std::string_view text) {
    if (text.size() < 3) return {.taken = 0};
    long const byte = hex_number(text.substr(1), 2);
    return byte < 0 ? spelt_byte('%', 1) : spelt_byte(byte, 3);
}

constexpr spelt read_escaped(std::string_view text) {
    if (text.size() < 2) return {.taken = 0};
    switch (text[1]) {
    case 'b': return spelt_byte('\b', 2);
    case 'f': return spelt_byte('\f', 2);
    case 'n': return spelt_byte('\n', 2);
    case 'r': return spelt_byte('\r', 2);
    case 't': return spelt_byte('\t', 2);
    case 'x': {
        if (text.size() < 4) return {.taken = 0};
        long const byte = hex_number(text.substr(2), 2);
        return byte < 0 ? spelt_byte('x', 2) : spelt_byte(byte, 4);
    }
    case 'u': break;
    default: return spelt_byte(text[1], 2);
    }
    if (text.size() < 6) return {.taken = 0};
    long const unit = hex_number(text.substr(2), 4);
    if (unit < 0) return spelt_byte('\\', 1);
    auto const rest = text.substr(6);
    if (unit >= 0xD800 && unit < 0xDC00 && std::string_view("\\u").starts_with(rest.substr(0, 2))) {
        if (rest.size() < 6) return {.taken = 0};
        if (long const low = hex_number(rest.substr(2), 4); low >= 0xDC00 && low < 0xE000)
            return spelt_point(0x10000ul + (static_cast<unsigned long>(unit - 0xD800) << 10) +
                                   static_cast<unsigned long>(low - 0xDC00),
                               12);
    }
    return spelt_point(static_cast<unsigned long>(unit), 6);
}

constexpr bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

constexpr spelt read_html(std::string_view text) {
    if (text.size() < 3) return {.taken = 0};
    if (text[1] == '#') {
        bool const is_hex = text[2] == 'x' || text[2] == 'X';
        std::size_t i = is_hex ? 3 : 2;
        std::size_t const first = i;
        unsigned long point = 0;
        for (; i != text.size() && point <= 0x10FFFF; ++i) {
            int const digit = hex_digit(text[i]);
            if (digit < 0 || (!is_hex && digit > 9)) break;
            point = point * (is_hex ? 16 : 10) + static_cast<unsigned long>(digit);
        }
        if (i == text.size() && i < longest_escape) return {.taken = 0};
        if (i == text.size() || i == first || point > 0x10FFFF) return spelt_byte('&', 1);
        return spelt_point(point, text[i] == ';' ? i + 1 : i);
    }
    // The four that are read without their semicolon as well stand first: where no name could go on behind them, as
    // readers of attributes do. `&quotation` is no quote.
    constexpr struct {
        std::string_view name;
        char stands_for;
    } entities[] = {{"amp", '&'},    {"lt", '<'},      {"gt", '>'},     {"quot", '"'},   {"apos", '\''},
                    {"sol", '/'},    {"bsol", '\\'},   {"plus", '+'},   {"equals", '='}, {"colon", ':'},
                    {"semi", ';'},   {"comma", ','},   {"period", '.'}, {"excl", '!'},   {"quest", '?'},
                    {"num", '#'},    {"dollar", '$'},  {"percnt", '%'}, {"lpar", '('},   {"rpar", ')'},
                    {"ast", '*'},    {"lowbar", '_'},  {"commat", '@'}, {"lsqb", '['},   {"lbrack", '['},
                    {"rsqb", ']'},   {"rbrack", ']'},  {"lcub", '{'},   {"lbrace", '{'}, {"rcub", '}'},
                    {"rbrace", '}'}, {"verbar", '|'},  {"vert", '|'},   {"grave", '`'},  {"Hat", '^'},
                    {"Tab", '\t'},   {"NewLine", '\n'}};
    auto const rest = text.substr(1);
    std::size_t place = 0;
    for (auto const& [name, c] : entities) {
        if (name.starts_with(rest)) return {.taken = 0};
        if (rest.starts_with(name)) {
            if (rest.size() == name.size()) return {.taken = 0};
            if (rest[name.size()] == ';') return spelt_byte(c, name.size() + 2);
            if (place < 4 && !is_letter_or_digit(rest[name.size()])) return spelt_byte(c, name.size() + 1);
        }
        ++place;
    }
    return spelt_byte('&', 1);
}

/// Precondition: the text is not empty.
constexpr spelt read_spelt(spelling how, std::string_view text) {
    switch (how) {
    case spelling::percent:
        if (text[0] == '%') return read_percent(text);
        break;
    case spelling::escaped:
        if (text[0] == '\\') return read_escaped(text);
        break;
    case spelling::html:
        if (text[0] == '&') return read_html(text);
        break;
    }
    return spelt_byte(static_cast<unsigned char>(text[0]), 1);
}

/// Reads a text that is spelt in some way, or in several of which one lies over the other, byte for byte, and says
/// where each byte stood. It looks at a few characters ahead and keeps nothing else.
class spelt_reader {
public:
    /// A byte, and the part of the text that stands for it.
    struct unit {
        char byte = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// The text as it is. `at`: the place of its first character.
    explicit spelt_reader(std::string_view text, std::size_t at) : text_(text), before_(at) {}
    /// What `below` reads, spelt. `cut_short`: an escape that the end cuts is the end; else it stands for itself.
    spelt_reader(spelt_reader& below, spelling how, bool cut_short)
        : below_(&below), how_(how), is_cut_short_(cut_short) {}

    bool next(unit& out) {
        do
            if (!next_of_all(out)) return false;
        while (out.byte == '\r' || out.byte == '\n');
        return true;
    }
    /// Whether what was read so far was spelt at all, in the last of the ways.
    bool has_changed() const noexcept { return has_changed_; }

private:
    struct place {
        std::size_t begin, end;
    };

    bool next_of_all(unit& out) {
        if (!below_) {
            if (at_ == text_.size()) return false;
            out = {text_[at_], before_ + at_, before_ + at_ + 1};
            ++at_;
            return true;
        }
        while (given_ == now_.size) {
            fill();
            if (first_ == behind_) return false;
            now_ = read_spelt(how_, {bytes_.data() + first_, behind_ - first_});
            has_changed_ = has_changed_ || now_.taken != 1;
            if (now_.taken == 0) {
                if (is_cut_short_) return first_ = behind_, false;
                // What a text ends with may do without its semicolon.
                now_ = how_ == spelling::html ? read_last_entity() : spelt_byte(bytes_[first_], 1);
            }
            begin_ = places_[first_].begin;
            first_ += now_.taken;
            end_ = places_[first_ - 1].end;
            given_ = 0;
        }
        out = {now_.bytes[given_++], begin_, end_};
        return true;
    }

    void fill() {
        if (behind_ - first_ >= longest_escape || is_below_over_) return;
        if (first_ > bytes_.size() - longest_escape) {
            for (std::size_t i = first_; i != behind_; ++i) {
                bytes_[i - first_] = bytes_[i];
                places_[i - first_] = places_[i];
            }
            behind_ -= first_;
            first_ = 0;
        }
        unit one;
        while (behind_ - first_ < longest_escape) {
            if (!below_->next(one)) {
                is_below_over_ = true;
                return;
            }
            bytes_[behind_] = one.byte;
            places_[behind_++] = {one.begin, one.end};
        }
    }

    spelt read_last_entity() const {
        std::array<char, longest_escape + 1> text{};
        auto const size = behind_ - first_;
        for (std::size_t i = 0; i != size; ++i) text[i] = bytes_[first_ + i];
        text[size] = ' ';
        auto out = read_html({text.data(), size + 1});
        if (out.taken == 0 || out.taken > size) out = spelt_byte('&', 1);
        return out;
    }

    std::string_view text_{};
    std::size_t at_ = 0, before_ = 0;
    spelt_reader* below_ = nullptr;
    spelling how_{};
    bool is_cut_short_ = false;
    bool is_below_over_ = false;
    bool has_changed_ = false;
    std::array<char, 4 * longest_escape> bytes_{};
    std::array<place, 4 * longest_escape> places_{};
    std::size_t first_ = 0, behind_ = 0;
    spelt now_{.size = 0};
    std::size_t given_ = 0, begin_ = 0, end_ = 0;
};

} // namespace apibind::detail
