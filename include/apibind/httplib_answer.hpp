// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_message.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace apibind::detail {

constexpr bool is_token_character(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
/// A field name (RFC 9110 section 5.1).
constexpr bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}
/// A field value (RFC 9110 section 5.5): no CR, LF, NUL or other control character but the tab.
constexpr bool is_field_value(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); });
}

/// Where the content of an answer ends (RFC 9112 section 6.3).
enum class framing : std::uint8_t { none, length, chunked, until_closed };

/// The head of an answer, read strictly: what two readers could take differently is malformed.
struct answer_head {
    int status = 0;
    http_fields fields;
    apibind::detail::framing framing = framing::none;
    std::uint64_t length = 0;
    bool is_gzip = false;
    bool keeps_alive = false;

    bool is_interim() const noexcept { return status >= 100 && status < 200 && status != 101; }
};

constexpr std::string_view without_spaces(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Reads the head of the answer to a request of that method: everything up to and with the empty line. A text: what is
/// wrong with it.
inline std::optional<std::string> read_head(std::string_view text, method asked, answer_head& out) {
    auto const next_line = [&] {
        auto const end = text.find("\r\n");
        auto const line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
        return line;
    };
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };

    auto const status_line = next_line();
    if (status_line.size() < 12 || !status_line.starts_with("HTTP/1.") || !is_digit(status_line[7]) ||
        status_line[8] != ' ' || !std::all_of(status_line.begin() + 9, status_line.begin() + 12, is_digit) ||
        (status_line.size() > 12 && status_line[12] != ' ') || !is_field_value(status_line))
        return "it does not begin with an HTTP/1 status line";
    bool const is_1_0 = status_line[7] == '0';
    out.status = (status_line[9] - '0') * 100 + (status_line[10] - '0') * 10 + (status_line[11] - '0');
    out.keeps_alive = !is_1_0 && out.status != 101;

    std::optional<std::string_view> length, transfer_encoding;
    for (auto line = next_line(); !line.empty(); line = next_line()) {
        auto const colon = line.find(':');
        auto const name = line.substr(0, colon);
        if (colon == std::string_view::npos || !is_token(name)) return "a line of its head is no field";
        auto const value = without_spaces(line.substr(colon + 1));
        if (!is_field_value(value)) return "the field " + std::string(name) + " has a control character";
        out.fields.add(std::string(name), std::string(value));

        if (http_fields::same_name(name, "Content-Length")) {
            if (value.empty() || value.size() > 18 || !std::all_of(value.begin(), value.end(), is_digit))
                return "its Content-Length is no number";
            if (length && *length != value) return "it has two different Content-Lengths";
            length = value;
        } else if (http_fields::same_name(name, "Transfer-Encoding")) {
            if (transfer_encoding || !http_fields::same_name(value, "chunked") || is_1_0)
                return "its Transfer-Encoding is not chunked alone";
            transfer_encoding = value;
        } else if (http_fields::same_name(name, "Content-Encoding")) {
            out.is_gzip = http_fields::same_name(value, "gzip") || http_fields::same_name(value, "x-gzip");
        } else if (http_fields::same_name(name, "Connection")) {
            for (auto rest = value; !rest.empty();) {
                auto const comma = rest.find(',');
                if (http_fields::same_name(without_spaces(rest.substr(0, comma)), "close")) out.keeps_alive = false;
                rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
            }
        }
    }
    if (length && transfer_encoding) return "it has both Content-Length and Transfer-Encoding";

    if (asked == method::head || out.status / 100 == 1 || out.status == 204 || out.status == 304) {
        out.framing = framing::none;
    } else if (transfer_encoding) {
        out.framing = framing::chunked;
    } else if (length) {
        out.framing = framing::length;
        for (char c : *length) out.length = out.length * 10 + static_cast<std::uint64_t>(c - '0');
    } else {
        out.framing = framing::until_closed;
        out.keeps_alive = false;
    }
    return std::nullopt;
}

/// Watches over the framing of the content while it goes to its reader. Nothing behind the end of the content passes;
/// a chunk that RFC 9112 section 7.1 does not allow makes it bad; chunk extensions and trailer fields are left out.
class content_guard {
public:
    content_guard() = default;
    explicit content_guard(answer_head const& head) : framing_(head.framing), left_(head.length) {
        if (framing_ == framing::none || (framing_ == framing::length && left_ == 0)) state_ = state::complete;
    }

    /// Whether the byte is to be passed on. Not to be called when it is complete or bad.
    bool pass(char c) {
        if (framing_ == framing::until_closed) return content(c);
        if (framing_ == framing::length) {
            if (--left_ == 0) state_ = state::complete;
            return content(c);
        }
        return pass_chunked(c);
    }
    /// The peer has closed in the orderly way.
    void close() {
        if (framing_ == framing::until_closed) state_ = state::complete;
    }
    bool is_complete() const noexcept { return state_ == state::complete; }
    bool is_bad() const noexcept { return state_ == state::bad; }

    /// Whether a gzip content (RFC 1952) of that decoded size ends as it must; a cut one does not.
    bool ends_gzip_of(std::size_t decoded) const noexcept {
        if (seen_ == 0) return decoded == 0;
        std::uint32_t size = 0;
        for (std::size_t i = 0; i != 4; ++i)
            size |= static_cast<std::uint32_t>(static_cast<unsigned char>(last_[(seen_ + i) % 4])) << (8 * i);
        return seen_ >= 18 && size == static_cast<std::uint32_t>(decoded & 0xffffffffu);
    }

private:
    enum class state : std::uint8_t {
        size,
        extension,
        size_lf,
        data,
        data_cr,
        data_lf,
        trailer,
        trailer_line,
        trailer_lf,
        last_lf,
        complete,
        bad
    };

    bool content(char c) {
        last_[seen_++ % 4] = c;
        return true;
    }
    bool go(state next, bool passes = true) {
        state_ = next;
        return passes && next != state::bad;
    }
    bool pass_chunked(char c) {
        switch (state_) {
        case state::size: {
            int const digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit >= 0) {
                if (++digits_ > 15) return go(state::bad);
                left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
                return true;
            }
            if (digits_ == 0) return go(state::bad);
            if (c == '\r') return go(state::size_lf);
            return go(c == ';' || c == ' ' || c == '\t' ? state::extension : state::bad, false);
        }
        case state::extension:
            if (c == '\r') return go(state::size_lf);
            if (!is_within_limit() || !is_field_value({&c, 1})) return go(state::bad);
            return false;
        case state::size_lf: digits_ = 0; return go(c != '\n' ? state::bad : left_ == 0 ? state::trailer : state::data);
        case state::data:
            if (--left_ == 0) state_ = state::data_cr;
            return content(c);
        case state::data_cr: return go(c == '\r' ? state::data_lf : state::bad);
        case state::data_lf: return go(c == '\n' ? state::size : state::bad);
        case state::trailer:
            if (c == '\r') return go(state::last_lf);
            return go(is_token_character(c) ? state::trailer_line : state::bad, false);
        case state::trailer_line:
            if (c == '\r') return go(state::trailer_lf, false);
            return go(is_within_limit() && is_field_value({&c, 1}) ? state::trailer_line : state::bad, false);
        case state::trailer_lf: return go(c == '\n' ? state::trailer : state::bad, false);
        case state::last_lf: return go(c == '\n' ? state::complete : state::bad);
        case state::complete:
        case state::bad: break;
        }
        return false;
    }
    /// Bounds what is left out of a content.
    bool is_within_limit() { return ++left_out_ <= 64u << 10; }

    detail::framing framing_ = framing::none;
    state state_ = state::size;
    std::uint64_t left_ = 0;
    int digits_ = 0;
    std::size_t left_out_ = 0;
    std::size_t seen_ = 0;
    std::array<char, 4> last_{};
};

} // namespace apibind::detail
