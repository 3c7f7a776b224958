// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/httplib_fields.hpp>
#include <apibind/sendable.hpp>
#include <apibind/transport.hpp>

#include <httplib.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// Status and fields of an answer, without its content.
inline http_response head_of(httplib::Response const& answer) {
    http_response out;
    out.status = answer.status;
    for (auto const& [name, value] : listed(answer.headers)) out.fields.add(name, value);
    return out;
}

/// What is wrong with a whole head as it came: lines that are no fields, and what two readers could take differently
/// about where the content ends (RFC 9112 section 6.3). cpp-httplib drops the former, takes the first of several
/// lengths and any coding but chunked for none, and decodes %35 in a length.
inline std::optional<std::string> head_fault(std::string_view head, bool& is_chunked) {
    bool const is_1_0 = head.starts_with("HTTP/1.0");
    bool has_length = false;
    is_chunked = false;
    head.remove_prefix(head.find('\n') + 1);
    for (auto end = head.find("\r\n"); end != 0; end = head.find("\r\n")) {
        auto const line = head.substr(0, end);
        head.remove_prefix(end + 2);
        auto const colon = line.find(':');
        if (colon == std::string_view::npos || !is_field_token(line.substr(0, colon)))
            return "one of its fields has a name that is none";
        auto const name = line.substr(0, colon);
        if (!is_field_content(line.substr(colon)))
            return "the field " + std::string(name) + " holds a control character";
        auto const begin = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
        auto const value = line.substr(begin, line.find_last_not_of(" \t") + 1 - begin);
        if (http_fields::same_name(name, "Content-Length")) {
            if (value.empty() || value.size() > 18 || value.find_first_not_of("0123456789") != std::string_view::npos)
                return "its Content-Length is no number";
            if (has_length) return "it has several Content-Lengths";
            has_length = true;
        } else if (http_fields::same_name(name, "Transfer-Encoding")) {
            if (is_1_0 || is_chunked || !http_fields::same_name(value, "chunked"))
                return "its Transfer-Encoding is not chunked alone";
            is_chunked = true;
        }
    }
    if (has_length && is_chunked) return "it has both Content-Length and Transfer-Encoding";
    return std::nullopt;
}

/// The same of fields as cpp-httplib gives them: it decodes %0D%0A in values.
inline std::optional<std::string> decoded_fault(http_fields const& fields) {
    for (auto const& [name, value] : fields)
        if (!is_field_content(value)) return "the field " + std::string(name) + " holds a control character";
    return std::nullopt;
}

/// The content's length where the head says it; one that `head_fault` has no objection to.
inline std::optional<std::uint64_t> length_of(http_fields const& fields) {
    auto const text = fields.find("Content-Length");
    if (!text) return std::nullopt;
    std::uint64_t out = 0;
    for (char c : *text) out = out * 10 + static_cast<std::uint64_t>(c - '0');
    return out;
}

/// Whether only the end of the connection ends the content.
inline bool is_closed_by_end(http_fields const& fields) {
    return !fields.find("Content-Length") && !fields.find("Transfer-Encoding");
}

/// Answers that have no content whatever their fields say; cpp-httplib knows 204 and those to HEAD.
constexpr bool has_no_content(int status) noexcept {
    return status / 100 == 1 || status == 304;
}

/// Whether the server keeps the connection open. cpp-httplib knows "close" in this spelling and alone.
inline bool keeps_alive(http_fields const& fields) {
    constexpr std::string_view close = "close";
    return std::none_of(fields.begin(), fields.end(), [&](http_field const& field) {
        return http_fields::same_name(field.name, "Connection") &&
               std::search(field.value.begin(), field.value.end(), close.begin(), close.end(), [](char a, char b) {
                   return http_fields::same_name({&a, 1}, {&b, 1});
               }) != field.value.end();
    });
}

} // namespace apibind::detail
