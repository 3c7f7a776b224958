// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/secret.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {

namespace detail {

/// How a text may be spelt where it is echoed.
enum class spelling : std::uint8_t { plain, percent, json, html };
inline constexpr std::array spellings{spelling::plain, spelling::percent, spelling::json, spelling::html};

/// What the first characters of a text stand for in a spelling: up to four bytes. `taken` is 0 where the text ends
/// within them.
struct spelt {
    std::array<char, 4> bytes{};
    std::size_t size = 1;
    std::size_t taken = 1;
};

constexpr int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}
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

constexpr spelt utf8_of(unsigned long point, std::size_t taken) {
    spelt out;
    out.taken = taken;
    auto put = [&](std::size_t i, unsigned long byte) {
        out.bytes[i] = static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (point < 0x80) {
        put(0, point);
    } else if (point < 0x800) {
        put(0, 0xC0 | point >> 6), put(1, 0x80 | (point & 0x3F));
        out.size = 2;
    } else if (point < 0x10000) {
        put(0, 0xE0 | point >> 12), put(1, 0x80 | (point >> 6 & 0x3F)), put(2, 0x80 | (point & 0x3F));
        out.size = 3;
    } else {
        put(0, 0xF0 | point >> 18), put(1, 0x80 | (point >> 12 & 0x3F)), put(2, 0x80 | (point >> 6 & 0x3F)),
            put(3, 0x80 | (point & 0x3F));
        out.size = 4;
    }
    return out;
}

/// Precondition: the text is not empty.
constexpr spelt read_spelt(spelling how, std::string_view text) {
    spelt out;
    out.bytes[0] = text[0];
    if (how == spelling::percent && text[0] == '%') {
        if (text.size() < 3) return out.taken = 0, out;
        if (long const byte = hex_number(text.substr(1), 2); byte >= 0) {
            out.bytes[0] = static_cast<char>(static_cast<unsigned char>(byte));
            out.taken = 3;
        }
    } else if (how == spelling::json && text[0] == '\\') {
        if (text.size() < 2 || (text[1] == 'u' && text.size() < 6)) return out.taken = 0, out;
        if (text[1] != 'u') {
            out.bytes[0] = text[1];
            out.taken = 2;
            return out;
        }
        long const unit = hex_number(text.substr(2), 4);
        if (unit < 0) return out;
        long const low =
            unit >= 0xD800 && unit < 0xDC00 && text.substr(6).starts_with("\\u") ? hex_number(text.substr(8), 4) : -1;
        return low >= 0xDC00 && low < 0xE000 ? utf8_of(0x10000ul + (static_cast<unsigned long>(unit - 0xD800) << 10) +
                                                           static_cast<unsigned long>(low - 0xDC00),
                                                       12)
                                             : utf8_of(static_cast<unsigned long>(unit), 6);
    } else if (how == spelling::html && text[0] == '&') {
        constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},   {"&lt;", '<'},    {"&gt;", '>'},
                                                                  {"&quot;", '"'},  {"&#34;", '"'},   {"&#39;", '\''},
                                                                  {"&#039;", '\''}, {"&apos;", '\''}, {"&#x27;", '\''}};
        for (auto const& [entity, c] : entities)
            if (text.starts_with(entity)) {
                out.bytes[0] = c;
                out.taken = entity.size();
                return out;
            }
    }
    return out;
}

} // namespace detail

/// What must never be read in a text that the library makes, in every form that a vendor may echo it: as it is and in
/// base64 (RFC 4648 sections 4 and 5), each of them also percent-encoded and escaped for JSON or HTML, wholly or in
/// part.
class redaction {
public:
    /// Adds a secret text. An empty one is nothing to hide.
    void add(std::string_view text) {
        if (text.empty()) return;
        add_form(std::string(text));
        std::string encoded = detail::base64(text);
        for (bool url_safe : {false, true}) {
            if (url_safe) {
                std::replace(encoded.begin(), encoded.end(), '+', '-');
                std::replace(encoded.begin(), encoded.end(), '/', '_');
            }
            add_form(encoded);
            add_form(encoded.substr(0, encoded.find('='))); // the padding may be left out
        }
    }

    /// The text with every known form masked as `[secret]`. Where the text is the beginning of a longer one
    /// (`cut_short`), so is the beginning of a secret at its end.
    std::string apply(std::string_view text, bool cut_short = false) const {
        std::string out;
        out.reserve(text.size());
        for (std::size_t i = 0; i < text.size();) {
            std::size_t end = i + hit(text.substr(i), cut_short);
            if (end == i) {
                out += text[i++];
                continue;
            }
            // One secret may begin within another: both are masked to their ends.
            for (std::size_t k = i + 1; k < end; ++k) end = std::max(end, k + hit(text.substr(k), cut_short));
            out += "[secret]";
            i = end;
        }
        return out;
    }

    bool empty() const noexcept { return forms_.empty(); }

private:
    void add_form(std::string form) {
        secret hidden(std::move(form));
        if (std::find(forms_.begin(), forms_.end(), hidden) == forms_.end()) forms_.push_back(std::move(hidden));
    }

    /// How long the longest form at the start of the text is there.
    std::size_t hit(std::string_view text, bool cut_short) const {
        std::size_t longest = 0;
        for (auto const& form : forms_)
            for (auto how : detail::spellings) longest = std::max(longest, hit(form.reveal(), how, text, cut_short));
        return longest;
    }

    static std::size_t hit(std::string_view form, detail::spelling how, std::string_view text, bool cut_short) {
        std::size_t at = 0;
        for (std::size_t done = 0; done < form.size();) {
            if (at == text.size()) return cut_short ? at : 0;
            auto const next = detail::read_spelt(how, text.substr(at));
            if (next.taken == 0) return cut_short && done != 0 ? text.size() : 0;
            bool const same = form.substr(done).starts_with(std::string_view(next.bytes.data(), next.size)) ||
                              (how == detail::spelling::percent && form[done] == ' ' && text[at] == '+');
            if (!same) return 0;
            at += next.taken;
            done += next.size;
        }
        return at;
    }

    std::vector<secret> forms_;
};

} // namespace apibind
