// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_text.hpp>
#include <apibind/names.hpp>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// Paths of places in a JSON text: `$["441"][0].record_id`.
namespace apibind::detail {

/// Appends `.name` or `["any key"]`; of a very long key only its beginning.
inline void append_key_step(std::string& path, std::string_view key) {
    constexpr std::size_t most = 80;
    if (is_identifier(key) && key.size() <= most) {
        path.append(".").append(key);
        return;
    }
    path.append("[\"");
    char const* p = key.data();
    char const* const end = p + key.size();
    char const* const stop = p + (key.size() < most ? key.size() : most);
    while (p < stop) {
        char const* const next = octet(*p) < 0x80 ? p + 1 : utf8_end(p, end);
        if (!next)
            path.append("\xef\xbf\xbd"), ++p; // U+FFFD: messages are UTF-8 whatever the key is
        else if (next == p + 1 && is_special(*p))
            append_escape(path, *p), ++p;
        else
            path.append(p, static_cast<std::size_t>(next - p)), p = next;
    }
    path.append(p == end ? "\"]" : "...\"]");
}

inline void append_index_step(std::string& path, std::size_t index) {
    path.append("[").append(std::to_string(index)).append("]");
}

/// Finds the paths of places in a text by walking over it again from its beginning, so that readers keep no account of
/// where they are. Places are asked for from the front to the back; up to each, the text must be well-formed.
class json_walk {
public:
    explicit json_walk(char const* begin) : p_(begin) {}

    /// The path of the value that begins at `place` or has it inside; between values, that of the array or object.
    std::string path(char const* place) {
        go_to(place);
        std::string out = "$";
        for (auto const& one : levels_) {
            if (!one.at_value) break;
            if (one.is_object)
                append_key_step(out, unescaped(one.key, 88)); // what is shown
            else
                append_index_step(out, one.index);
        }
        return out;
    }

private:
    struct level {
        bool is_object;
        bool at_value; ///< in an object: behind a key's colon
        std::size_t index;
        std::string_view key; ///< the inside of the JSON string
    };

    void go_to(char const* place) {
        while (p_ < place) switch (*p_) {
            case '{':
            case '[':
                levels_.push_back({*p_ == '{', *p_ == '[', 0, {}});
                ++p_;
                break;
            case '}':
            case ']':
                if (!levels_.empty()) levels_.pop_back();
                end_value();
                ++p_;
                break;
            case ',':
                if (!levels_.empty()) {
                    levels_.back().at_value = !levels_.back().is_object;
                    ++levels_.back().index;
                }
                ++p_;
                break;
            case ':':
                if (!levels_.empty()) levels_.back().at_value = true;
                ++p_;
                break;
            case ' ':
            case '\n':
            case '\r':
            case '\t': ++p_; break;
            case '"': {
                char const* q = p_ + 1;
                while (q < place && *q != '"') q += *q == '\\' ? 2 : 1;
                if (q >= place) return; // inside this string
                if (!levels_.empty() && !levels_.back().at_value)
                    levels_.back().key = {p_ + 1, static_cast<std::size_t>(q - p_) - 1};
                else
                    end_value();
                p_ = q + 1;
                break;
            }
            default:
                do ++p_;
                while (p_ < place && !std::strchr(" \n\r\t,]}", *p_));
                end_value();
            }
    }
    void end_value() {
        if (!levels_.empty()) levels_.back().at_value = false;
    }

    char const* p_;
    std::vector<level> levels_;
};

} // namespace apibind::detail
