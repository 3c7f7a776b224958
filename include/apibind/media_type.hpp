// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_fields.hpp>

#include <cstddef>
#include <string_view>

namespace apibind::detail {

/// `text.find(c, from)`, whose pointers g++ does not compare in constant evaluation with -fsanitize=undefined.
constexpr std::size_t find_character(std::string_view text, char c, std::size_t from = 0) {
    for (std::size_t i = from; i < text.size(); ++i)
        if (text[i] == c) return i;
    return std::string_view::npos;
}

/// RFC 9110 section 8.3.1: `type/subtype`, then parameters `; name=token` or `; name="text"`.
constexpr bool is_media_type(std::string_view text) {
    auto const end = find_character(text, ';');
    auto essence = text.substr(0, end);
    while (essence.ends_with(' ')) essence.remove_suffix(1);
    auto const slash = find_character(essence, '/');
    if (slash == std::string_view::npos || !is_field_token(essence.substr(0, slash)) ||
        !is_field_token(essence.substr(slash + 1)))
        return false;
    for (std::size_t i = end; i < text.size();) {
        ++i; // the semicolon
        while (i < text.size() && text[i] == ' ') ++i;
        auto const equals = find_character(text, '=', i);
        if (equals == std::string_view::npos || !is_field_token(text.substr(i, equals - i))) return false;
        i = equals + 1;
        if (i < text.size() && text[i] == '"') {
            for (++i; i < text.size() && text[i] != '"'; ++i)
                if (static_cast<unsigned char>(text[i]) < 0x20 || static_cast<unsigned char>(text[i]) >= 0x7f ||
                    text[i] == '\\')
                    return false;
            if (i == text.size()) return false;
            ++i;
            while (i < text.size() && text[i] == ' ') ++i;
            if (i < text.size() && text[i] != ';') return false;
        } else {
            auto const behind = find_character(text, ';', i);
            auto value = text.substr(i, behind == std::string_view::npos ? behind : behind - i);
            while (value.ends_with(' ')) value.remove_suffix(1);
            if (!is_field_token(value)) return false;
            i = behind;
        }
        if (i == std::string_view::npos) break;
    }
    return !text.ends_with(' ') && !text.ends_with(';');
}

} // namespace apibind::detail
