// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_text.hpp>
#include <apibind/names.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Where in a document the reader or the writer is: a chain of steps on their stacks, spelt only when somebody asks.
namespace apibind::detail {

struct json_step {
    enum class kind : std::uint8_t {
        none,    ///< the array or object itself
        element, ///< `size` is its index
        key,     ///< `text` is the key
        raw_key, ///< `text` is the inside of a JSON string
        member,  ///< `text` is the name in quotes, as in the table of a type, and `size` says nothing
    };
    json_step const* outer = nullptr;
    char const* text = nullptr;
    std::size_t size = 0;
    kind what = kind::none;

    void at_element(std::size_t index) { size = index, what = kind::element; }
    void at_member(char const* quoted) { text = quoted, what = kind::member; }
    void at_key(std::string_view key) { text = key.data(), size = key.size(), what = kind::key; }
    void at_raw_key(std::string_view inside) { text = inside.data(), size = inside.size(), what = kind::raw_key; }
};

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

inline void append_steps(std::string& path, json_step const* step) {
    if (!step) return;
    append_steps(path, step->outer);
    switch (step->what) {
    case json_step::kind::none: break;
    case json_step::kind::element: path.append("[").append(std::to_string(step->size)).append("]"); break;
    case json_step::kind::key: append_key_step(path, {step->text, step->size}); break;
    case json_step::kind::member: {
        std::string_view const name(step->text + 1);
        append_key_step(path, name.substr(0, name.find('"')));
        break;
    }
    case json_step::kind::raw_key:
        append_key_step(path, unescaped({step->text, step->size}, 88));
        break; // what is shown
    }
}

/// `$["441"][0].record_id`
inline std::string spell_path(json_step const* innermost) {
    std::string path = "$";
    append_steps(path, innermost);
    return path;
}

} // namespace apibind::detail
