// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How vendors echo a secret, and whether a text shows one. Shares no code with the library.
namespace support {

/// The same numbers from the same seed, on every library.
class dice {
public:
    explicit dice(std::uint32_t seed) : engine_(seed) {}
    /// From 0 up to `count` - 1.
    std::size_t below(std::size_t count) { return engine_() % count; }
    bool one_in(std::size_t count) { return below(count) == 0; }
    template <class T>
    T const& pick(std::vector<T> const& from) {
        return from[below(from.size())];
    }

private:
    std::mt19937 engine_;
};

inline unsigned byte_of(char c) {
    return static_cast<unsigned char>(c);
}
inline std::string hex_of(unsigned number, std::size_t digits, bool upper) {
    std::string_view const spelt = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string out;
    for (std::size_t i = digits; i-- != 0;) out += spelt[number >> (4 * i) & 15];
    return out;
}

inline std::string base64_of(std::string_view bytes, bool url_safe = false, bool padded = true) {
    std::string const digits =
        std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") + (url_safe ? "-_" : "+/");
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const at = [&](std::size_t k) { return k < bytes.size() ? byte_of(bytes[k]) : 0u; };
        unsigned const three = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
        std::size_t const used = std::min<std::size_t>(bytes.size() - i, 3) + 1;
        for (std::size_t k = 0; k != 4; ++k)
            if (k < used)
                out += digits[three >> (18 - 6 * k) & 63];
            else if (padded)
                out += '=';
    }
    return out;
}
inline std::string base16_of(std::string_view bytes, bool upper) {
    std::string out;
    for (char c : bytes) out += hex_of(byte_of(c), 2, upper);
    return out;
}

// Spellings, each of some characters or of all ------------------------------------------------------------------------

inline std::string percent_encoded(std::string_view text, dice& with) {
    bool const all = with.one_in(3);
    std::string out;
    for (char c : text) {
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (plain && !all && !with.one_in(8))
            out += c;
        else
            out += "%" + hex_of(byte_of(c), 2, with.one_in(2));
    }
    return out;
}
inline std::string json_escaped(std::string_view text, dice& with) {
    bool const slashes = with.one_in(2);
    std::string out;
    for (char c : text)
        if (byte_of(c) < 0x80 && with.one_in(10))
            out += "\\u00" + hex_of(byte_of(c), 2, with.one_in(2));
        else if (c == '"' || c == '\\' || (c == '/' && slashes))
            (out += '\\') += c;
        else
            out += c;
    return out;
}
inline std::string html_escaped(std::string_view text, dice& with) {
    std::string out;
    for (char c : text) {
        bool const must = c == '&' || c == '<' || c == '>' || c == '"' || c == '\'';
        if (byte_of(c) >= 0x80 || (!must && !with.one_in(10))) {
            out += c;
            continue;
        }
        std::string const zeros(with.below(4), '0');
        switch (with.below(c == '&' ? 3 : 2)) {
        case 0: out += "&#" + zeros + std::to_string(byte_of(c)) + ";"; break;
        case 1: out += "&#x" + zeros + hex_of(byte_of(c), 2, with.one_in(2)) + ";"; break;
        default: out += "&amp;"; break;
        }
    }
    return out;
}
inline std::string in_lines(std::string_view text, dice& with) {
    std::string out;
    for (char c : text) {
        if (with.one_in(20)) out += with.one_in(2) ? "\n" : "\r\n";
        out += c;
    }
    return out;
}
inline std::string spelt(std::string_view text, dice& with) {
    switch (with.below(4)) {
    case 0: return percent_encoded(text, with);
    case 1: return json_escaped(text, with);
    case 2: return html_escaped(text, with);
    default: return in_lines(text, with);
    }
}

/// One of the ways in which a vendor may send a secret back.
inline std::string echo_of(std::string const& secret, dice& with) {
    std::string out = secret;
    switch (with.below(8)) {
    case 0: out = base64_of(secret, with.one_in(2), with.one_in(2)); break;
    case 1: out = base64_of(std::string(with.below(7), 'x') + secret + std::string(with.below(7), 'y')); break;
    case 2: out = base64_of("{\"key\":\"" + secret + "\"}", with.one_in(2), with.one_in(2)); break;
    case 3: out = base16_of(secret, with.one_in(2)); break;
    default: break;
    }
    for (std::size_t layers = with.below(3); layers != 0; --layers) out = spelt(out, with);
    return out;
}

// What is shown -------------------------------------------------------------------------------------------------------

inline int digit_of(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}
inline std::string without_percents(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 && digit_of(text[i + 2]) >= 0) {
            out += static_cast<char>(static_cast<unsigned char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2])));
            i += 2;
        } else {
            out += text[i];
        }
    return out;
}
inline std::string without_backslashes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
        } else if (text[i + 1] == 'u' && i + 5 < text.size() && text.substr(i + 2, 2) == "00") {
            out += static_cast<char>(static_cast<unsigned char>(digit_of(text[i + 4]) * 16 + digit_of(text[i + 5])));
            i += 5;
        } else {
            out += text[++i];
        }
    }
    return out;
}
inline std::string without_entities(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const end = text.find(';', i);
        if (text[i] != '&' || end == std::string_view::npos || end - i > 12) {
            out += text[i];
            continue;
        }
        std::string const name(text.substr(i + 1, end - i - 1));
        if (name == "amp")
            out += '&';
        else if (name.starts_with("#x") && name.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string::npos)
            out += static_cast<char>(std::strtol(name.c_str() + 2, nullptr, 16));
        else if (name.starts_with("#") && name.find_first_not_of("0123456789", 1) == std::string::npos)
            out += static_cast<char>(std::strtol(name.c_str() + 1, nullptr, 10));
        else {
            out += text[i];
            continue;
        }
        i = end;
    }
    return out;
}

/// What nobody may read of a secret: itself, and what base64 makes of it wherever in the encoded it stands.
class forbidden {
public:
    explicit forbidden(std::string secret) : secret_(std::move(secret)) {
        parts_.push_back(secret_);
        for (bool const url_safe : {false, true})
            for (std::size_t before = 0; before != 3; ++before) {
                auto const whole = base64_of(std::string(before, '\0') + secret_, url_safe, false);
                auto const first = (before * 8 + 5) / 6;
                parts_.push_back(whole.substr(first, (before + secret_.size()) * 8 / 6 - first));
            }
        for (bool const upper : {false, true}) parts_.push_back(base16_of(secret_, upper));
    }

    /// What a text shows, spelt in whatever way; empty where it shows nothing.
    std::string shown_in(std::string_view text) const {
        using unspell = std::string (*)(std::string_view);
        static constexpr unspell ways[] = {without_percents, without_backslashes, without_entities};
        if (auto hit = found_in(text); !hit.empty()) return hit;
        for (auto const first : ways) {
            auto const once = first(text);
            if (once == text) continue;
            if (auto hit = found_in(once); !hit.empty()) return hit;
            for (auto const second : ways)
                if (auto hit = found_in(second(once)); !hit.empty()) return hit;
        }
        // Nor may a cut leave much of it.
        for (std::size_t i = 0; i + longest_part <= secret_.size(); ++i)
            if (text.find(std::string_view(secret_).substr(i, longest_part)) != std::string_view::npos)
                return secret_.substr(i, longest_part);
        return {};
    }

private:
    static constexpr std::size_t longest_part = 10;

    std::string found_in(std::string_view text) const {
        for (auto const& part : parts_)
            if (text.find(part) != std::string_view::npos) return part;
        return {};
    }

    std::string secret_;
    std::vector<std::string> parts_;
};

} // namespace support
