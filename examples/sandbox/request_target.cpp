// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "request_target.hpp"

#include <algorithm>

namespace sandbox {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

std::string percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
            decoded += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

request_target parse_target(std::string_view target) {
    request_target parsed;
    std::size_t const question = std::min(target.find('?'), target.size());
    parsed.path = target.substr(0, question);
    for (std::size_t from = question + 1; from < target.size();) {
        std::size_t const to = std::min(target.find('&', from), target.size());
        std::string_view const pair = target.substr(from, to - from);
        std::size_t const equals = std::min(pair.find('='), pair.size());
        if (!pair.empty()) {
            parsed.query.emplace_back(percent_decoded(pair.substr(0, equals), true),
                                      percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true));
        }
        from = to + 1;
    }
    return parsed;
}

std::vector<std::string> request_target::values(std::string_view name) const {
    std::vector<std::string> found;
    for (auto const& [key, value] : query) {
        if (key == name) {
            found.push_back(value);
        }
    }
    return found;
}

std::optional<std::string> request_target::last(std::string_view name) const {
    auto const found = values(name);
    return found.empty() ? std::nullopt : std::optional(found.back());
}

} // namespace sandbox
