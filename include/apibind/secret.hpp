// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/text_codec.hpp>

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace apibind {

/// A token or password. Nothing prints it: no stream takes it, and the library masks its text wherever it makes one.
/// Its memory is overwritten when it goes.
class secret {
public:
    secret() = default;
    explicit secret(std::string text) : text_(std::move(text)) { wipe(text); }
    secret(secret const&) = default;
    secret(secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
    secret& operator=(secret const& other) {
        if (this != &other) {
            wipe();
            text_ = other.text_;
        }
        return *this;
    }
    secret& operator=(secret&& other) noexcept {
        if (this != &other) {
            wipe();
            text_ = std::move(other.text_);
            other.wipe();
        }
        return *this;
    }
    ~secret() { wipe(); }

    /// The text itself, for the one place that must have it.
    std::string const& reveal() const noexcept { return text_; }
    bool empty() const noexcept { return text_.empty(); }

    friend bool operator==(secret const&, secret const&) = default;
    friend std::ostream& operator<<(std::ostream&, secret const&) = delete;

private:
    void wipe() noexcept { wipe(text_); }
    static void wipe(std::string& text) noexcept {
        // A short text stays behind in a string that was moved from, and a longer one behind the end of a shorter.
        text.resize(text.capacity());
        // volatile: the compiler may not leave out a write to memory that is about to go.
        for (char volatile *p = text.data(), *const end = p + text.size(); p != end; ++p) *p = '\0';
        text.clear();
    }

    std::string text_;
};

/// As a member it travels as its text: that of a request is masked in every text that the library makes of the call.
template <>
struct text_codec<secret> {
    static constexpr std::string_view expected = "a string";
    static constexpr bool is_secret = true;
    static void write(secret const& value, std::string& text) { text += value.reveal(); }
    static bool read(std::string_view text, secret& value) { return value = secret(std::string(text)), true; }
};

} // namespace apibind
