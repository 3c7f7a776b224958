// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64.hpp>
#include <apibind/percent_encoding.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace apibind {

/// What must never be read in a text that the library makes, in every form that a vendor may echo it: as it is, in
/// base64, percent-encoded, and escaped for JSON.
class redaction {
public:
    /// Adds a secret text. An empty one is nothing to hide.
    void add(std::string_view text) {
        if (text.empty()) return;
        add_form(std::string(text));
        add_form(detail::base64(text));
        std::string encoded;
        detail::append_percent_encoded(encoded, text);
        add_form(encoded);
        std::transform(encoded.begin(), encoded.end(), encoded.begin(),
                       [in_escape = 0](char c) mutable { // %2F as %2f
                           if (c == '%') {
                               in_escape = 2;
                           } else if (in_escape > 0) {
                               --in_escape;
                               return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
                           }
                           return c;
                       });
        add_form(encoded);
        for (bool slash : {false, true}) {
            std::string escaped;
            for (char c : text) {
                if (c == '"' || c == '\\' || (slash && c == '/')) escaped += '\\';
                escaped += c;
            }
            add_form(escaped);
        }
    }

    /// The text with every known form masked as `[secret]`.
    std::string apply(std::string_view text) const {
        std::string out;
        out.reserve(text.size());
        for (std::size_t i = 0; i < text.size();) {
            auto const hit = std::find_if(forms_.begin(), forms_.end(),
                                          [&](std::string const& form) { return text.substr(i).starts_with(form); });
            if (hit == forms_.end()) {
                out += text[i++];
            } else {
                out += "[secret]";
                i += hit->size();
            }
        }
        return out;
    }

    bool empty() const noexcept { return forms_.empty(); }

private:
    void add_form(std::string form) {
        if (std::find(forms_.begin(), forms_.end(), form) != forms_.end()) return;
        // Longer forms first: where one is the start of another, the whole is masked.
        auto const at = std::find_if(forms_.begin(), forms_.end(),
                                     [&](std::string const& f) { return f.size() < form.size(); });
        forms_.insert(at, std::move(form));
    }

    std::vector<std::string> forms_;
};

} // namespace apibind
