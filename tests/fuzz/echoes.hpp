// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How a vendor echoes a secret, and whether a text shows one: a second opinion on redaction.
namespace fuzz {

enum class echo { plain, percent, json, html };

inline std::string base64_of(std::string_view text, bool url_safe, bool padded) {
    std::string_view const digits = url_safe ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                                             : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        auto const byte = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u;
        };
        unsigned const bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (std::size_t k = 0; k != 4; ++k)
            if (i + k <= text.size())
                out += digits[bits >> (18 - 6 * k) & 63];
            else if (padded)
                out += '=';
    }
    return out;
}

inline std::string hex_of(unsigned value, int digits, bool upper) {
    std::string_view const spelt = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string out;
    for (int i = digits; i-- != 0;) out += spelt[value >> (4 * i) & 15];
    return out;
}

/// The text in that spelling. What must be escaped is, and of the rest what `choice` says, one bit a character.
inline std::string echoed(std::string_view text, echo how, std::uint32_t choice) {
    std::string out;
    for (char c : text) {
        bool const chosen = choice & 1;
        bool const upper = choice & 2;
        choice = choice >> 1 | choice << 31;
        auto const byte = static_cast<unsigned char>(c);
        if (how == echo::percent && (c == '%' || c == '+' || chosen))
            out += c == ' ' && upper ? "+" : "%" + hex_of(byte, 2, upper);
        else if (how == echo::json && (c == '"' || c == '\\') && !chosen)
            out += std::string("\\") + c;
        else if (how == echo::json && byte < 0x80 && (c == '"' || c == '\\' || chosen))
            out += c == '/' && upper ? "\\/" : "\\u" + hex_of(byte, 4, upper);
        else if (how == echo::html && c == '&')
            out += "&amp;";
        else if (how == echo::html && chosen && (c == '<' || c == '>' || c == '"' || c == '\''))
            out += c == '<'   ? "&lt;"
                   : c == '>' ? "&gt;"
                   : c == '"' ? upper ? "&quot;" : "&#34;"
                   : upper    ? "&#39;"
                              : "&#x27;";
        else
            out += c;
    }
    return out;
}

namespace echoes {

inline int hex(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}
// An escape that the end of the text cuts stands for nothing.
inline std::string percent_decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else if (text[i] == '%' && i + 2 >= text.size()) {
            break;
        } else {
            out += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    return out;
}
/// ASCII only: what else is escaped stays as it is.
inline std::string json_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
        } else if (i + 1 == text.size() || (text[i + 1] == 'u' && i + 5 >= text.size())) {
            break;
        } else if (text[i + 1] != 'u') {
            constexpr std::string_view letters = "bfnrt";
            auto const letter = letters.find(text[++i]);
            out += letter == std::string_view::npos ? text[i] : "\b\f\n\r\t"[letter];
        } else if (i + 5 < text.size() && text[i + 2] == '0' && text[i + 3] == '0' && hex(text[i + 4]) >= 0 &&
                   hex(text[i + 4]) < 8 && hex(text[i + 5]) >= 0) {
            out += static_cast<char>(hex(text[i + 4]) * 16 + hex(text[i + 5]));
            i += 5;
        } else {
            out += text[i];
        }
    }
    return out;
}
inline std::string html_decoded(std::string_view text) {
    constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},   {"&lt;", '<'},   {"&gt;", '>'},
                                                              {"&quot;", '"'},  {"&#34;", '"'},  {"&#39;", '\''},
                                                              {"&apos;", '\''}, {"&#x27;", '\''}};
    std::string out;
    while (!text.empty()) {
        std::size_t taken = 1;
        char c = text[0];
        for (auto const& [entity, stands_for] : entities)
            if (text.starts_with(entity)) c = stands_for, taken = entity.size();
        out += c;
        text.remove_prefix(taken);
    }
    return out;
}

} // namespace echoes

/// Whether the text, between the marks that masking leaves, shows the secret in a spelling.
inline bool shows(std::string_view text, std::string_view secret) {
    if (secret.empty()) return false;
    std::vector<std::string> forms{std::string(secret)};
    for (bool url_safe : {false, true})
        for (bool padded : {false, true}) forms.push_back(base64_of(secret, url_safe, padded));
    constexpr std::string_view mark = "[secret]";
    for (;;) {
        auto const end = text.find(mark);
        auto const piece = text.substr(0, end);
        for (auto const& read :
             {std::string(piece), echoes::percent_decoded(piece, false), echoes::percent_decoded(piece, true),
              echoes::json_decoded(piece), echoes::html_decoded(piece)})
            for (auto const& form : forms)
                if (read.find(form) != std::string::npos) return true;
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + mark.size());
    }
}

} // namespace fuzz
