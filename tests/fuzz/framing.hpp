// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "inflate.hpp"

#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// A plain reader of whole answers (RFC 9112) as a second opinion. It looks at where things end, and leaves the
/// spelling of fields to others; what two readers could take differently is none to it.
namespace fuzz {

struct framed_answer {
    int status = 0;
    std::string content;
    std::size_t end = 0; ///< of the answer within the bytes
    bool until_close = false;
};

namespace framing {

inline std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}
inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}
/// All of the text as a number of that base; nothing where it is none or very large.
inline std::optional<std::size_t> number(std::string_view text, int base) {
    std::size_t out = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || out > (1u << 30))
        return std::nullopt;
    return out;
}
/// The line at `at`, which moves behind it; nothing where it has no end.
inline std::optional<std::string_view> line(std::string_view bytes, std::size_t& at) {
    auto const end = bytes.find("\r\n", at);
    if (end == std::string_view::npos) return std::nullopt;
    auto const out = bytes.substr(at, end - at);
    if (out.find('\n') != std::string_view::npos) return std::nullopt;
    at = end + 2;
    return out;
}

/// Chunks (RFC 9112 section 7.1).
inline bool chunks(std::string_view bytes, framed_answer& into) {
    for (;;) {
        auto const head = line(bytes, into.end);
        if (!head) return false;
        auto const size = number(trimmed(head->substr(0, head->find(';'))), 16);
        if (!size) return false;
        if (*size == 0) break;
        if (bytes.size() - into.end < *size + 2) return false;
        into.content += bytes.substr(into.end, *size);
        into.end += *size;
        if (bytes.substr(into.end, 2) != "\r\n") return false;
        into.end += 2;
    }
    for (;;) {
        auto const trailer = line(bytes, into.end);
        if (!trailer) return false;
        if (trailer->empty()) return true;
    }
}

} // namespace framing

/// The final answer in `bytes`, which are all that came; `ended` where the connection was closed after them. Nothing
/// where there is no complete one, or its content is larger than `most`.
inline std::optional<framed_answer> read_answer(std::string_view bytes, bool is_head, bool ended, std::size_t most) {
    framed_answer out;
    std::multimap<std::string, std::string> fields;
    std::string_view status_line;
    do {
        fields.clear();
        auto const first = framing::line(bytes, out.end);
        if (!first || first->size() < 12 || !first->starts_with("HTTP/1.")) return std::nullopt;
        status_line = *first;
        auto const status = framing::number(first->substr(9, 3), 10);
        if (!status) return std::nullopt;
        out.status = static_cast<int>(*status);
        for (;;) {
            auto const one = framing::line(bytes, out.end);
            if (!one) return std::nullopt;
            if (one->empty()) break;
            auto const colon = one->find(':');
            if (colon == std::string_view::npos) return std::nullopt;
            fields.emplace(framing::lower(one->substr(0, colon)), framing::trimmed(one->substr(colon + 1)));
        }
    } while (out.status >= 100 && out.status < 200 && out.status != 101);

    auto const lengths = fields.count("content-length"), codings = fields.count("transfer-encoding");
    if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1)) return std::nullopt;
    if (is_head || out.status == 101 || out.status == 204 || out.status == 304) return out;
    if (codings == 1) {
        if (framing::lower(fields.find("transfer-encoding")->second) != "chunked" || status_line[7] != '1')
            return std::nullopt;
        if (!framing::chunks(bytes, out)) return std::nullopt;
    } else if (lengths == 1) {
        auto const size = framing::number(fields.find("content-length")->second, 10);
        if (!size || bytes.size() - out.end < *size) return std::nullopt;
        out.content = bytes.substr(out.end, *size);
        out.end += *size;
    } else {
        if (!ended) return std::nullopt;
        out.content = bytes.substr(out.end);
        out.end = bytes.size();
        out.until_close = true;
    }
    auto const encoding = fields.find("content-encoding");
    if (fields.count("content-encoding") == 1) {
        auto const name = framing::lower(encoding->second);
        if (name == "gzip" || name == "x-gzip") {
            auto text = gunzip(out.content, most);
            if (!text) return std::nullopt;
            out.content = std::move(*text);
        }
    }
    if (out.content.size() > most) return std::nullopt;
    return out;
}

} // namespace fuzz
