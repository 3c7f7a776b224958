// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace apibind::detail {

/// Which part of the whole a 206 holds (RFC 9110 section 14.4).
struct content_range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::optional<std::uint64_t> total{};
};

/// The number that a text begins with, of 18 digits at most, taken off it.
constexpr std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t out = 0;
    std::size_t n = 0;
    for (; n != text.size() && text[n] >= '0' && text[n] <= '9'; ++n)
        out = out * 10 + static_cast<std::uint64_t>(text[n] - '0');
    text.remove_prefix(n);
    return n != 0 && n <= 18 ? std::optional(out) : std::nullopt;
}

/// `bytes 5-9/100`, `bytes 5-9/*`; nothing where it is none, or says what cannot be.
constexpr std::optional<content_range> parse_content_range(std::string_view text) {
    auto const number = [&](std::uint64_t& out) {
        auto const taken = take_number(text);
        out = taken.value_or(0);
        return taken.has_value();
    };
    auto const word = [&](std::string_view one) {
        if (!text.starts_with(one)) return false;
        text.remove_prefix(one.size());
        return true;
    };
    content_range out;
    if (!word("bytes ") || !number(out.first) || !word("-") || !number(out.last) || !word("/")) return std::nullopt;
    if (!word("*")) {
        std::uint64_t total = 0;
        if (!number(total) || out.last >= total) return std::nullopt;
        out.total = total;
    }
    if (!text.empty() || out.first > out.last) return std::nullopt;
    return out;
}

/// One range that a request asks for: `bytes=5-9`, `bytes=5-`, `bytes=-5` (RFC 9110 section 14.1.1).
struct asked_range {
    std::optional<std::uint64_t> first{};
    std::optional<std::uint64_t> last{}; ///< without `first`: how many bytes of the end

    /// What lies behind the end is left out.
    constexpr bool is_answered_by(content_range const& part) const {
        if (first) return part.first == *first && (!last || part.last <= *last) && ends_soundly(part);
        return !part.total ||
               (part.last + 1 == *part.total && part.last - part.first + 1 == std::min(last.value_or(0), *part.total));
    }

private:
    constexpr bool ends_soundly(content_range const& part) const {
        return (last && part.last == *last) || !part.total || part.last + 1 == *part.total;
    }
};
/// Nothing where it is none, or several.
constexpr std::optional<asked_range> parse_range(std::string_view text) {
    if (!text.starts_with("bytes=")) return std::nullopt;
    text.remove_prefix(6);
    asked_range out;
    out.first = take_number(text);
    if (!text.starts_with('-')) return std::nullopt;
    text.remove_prefix(1);
    out.last = take_number(text);
    if (!text.empty() || (!out.first && !out.last)) return std::nullopt;
    return out;
}

/// Whether an ETag names the same bytes, and not only the same meaning (RFC 9110 section 8.8.3).
constexpr bool is_strong_etag(std::string_view etag) {
    if (etag.size() < 2 || etag.front() != '"' || etag.back() != '"') return false;
    for (char c : etag.substr(1, etag.size() - 2))
        if (c < '!' || c > '~' || c == '"') return false;
    return true;
}

} // namespace apibind::detail
