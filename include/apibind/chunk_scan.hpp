// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_message.hpp>
#include <apibind/sendable.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace apibind::detail {

/// Follows a chunked content (RFC 9112 section 7.1) while it comes, and takes nothing that readers could take
/// differently.
class chunk_scan {
public:
    /// What came next, up to the end at most; `used` is how much of it belongs to the content. False: it is malformed.
    bool take(std::string_view bytes, std::size_t& used) {
        for (used = 0; used != bytes.size() && state_ != state::complete;) {
            if (state_ == state::data && left_ != 0) {
                auto const part = std::min<std::uint64_t>(left_, bytes.size() - used);
                left_ -= part;
                used += static_cast<std::size_t>(part);
                framing_ = 0;
            } else if (++framing_ > most_framing || !take(bytes[used++])) {
                return false;
            }
        }
        return true;
    }

    /// Whether the last chunk has come: trailer fields follow, and an empty line.
    bool is_last() const noexcept { return state_ >= state::line; }
    bool is_complete() const noexcept { return state_ == state::complete; }

private:
    enum class state : std::uint8_t {
        first_digit,
        digits,
        space,
        extension,
        size_end,
        data,
        data_end,
        line, ///< of trailer fields, or the empty one
        name,
        value,
        line_end,
        end,
        complete
    };
    /// What may stand between two pieces of content.
    static constexpr std::size_t most_framing = 64u << 10;

    bool take(char c) {
        switch (state_) {
        case state::first_digit: left_ = 0; return digit(c);
        case state::digits:
            if (c == ' ' || c == '\t') return go(state::space);
            return c == ';' ? go(state::extension) : c == '\r' ? go(state::size_end) : digit(c);
        case state::space: return c == ' ' || c == '\t' || (c == ';' && go(state::extension));
        case state::extension: return c == '\r' ? go(state::size_end) : is_field_content({&c, 1});
        case state::size_end: return c == '\n' && go(left_ == 0 ? state::line : state::data);
        case state::data: return c == '\r' && go(state::data_end);
        case state::data_end: return c == '\n' && go(state::first_digit);
        case state::line:
            name_.clear();
            if (c == '\r') return go(state::end);
            go(state::name);
            [[fallthrough]];
        case state::name:
            if (c == ':') return is_trailer(name_) && go(state::value);
            name_ += c;
            return is_field_token({&c, 1});
        case state::value: return c == '\r' ? go(state::line_end) : is_field_content({&c, 1});
        case state::line_end: return c == '\n' && go(state::line);
        case state::end: return c == '\n' && go(state::complete);
        default: return false;
        }
    }
    bool go(state next) {
        state_ = next;
        return true;
    }
    bool digit(char c) {
        int const value = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (value < 0 || left_ >> 58 != 0) return false;
        left_ = left_ * 16 + static_cast<std::uint64_t>(value);
        return go(state::digits);
    }
    /// Framing is not to come so late.
    static bool is_trailer(std::string_view name) {
        return !name.empty() && !http_fields::same_name(name, "Content-Length") &&
               !http_fields::same_name(name, "Transfer-Encoding");
    }

    state state_ = state::first_digit;
    std::uint64_t left_ = 0;
    std::size_t framing_ = 0;
    std::string name_;
};

} // namespace apibind::detail
