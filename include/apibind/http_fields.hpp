// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/eight_bytes.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace apibind {

namespace detail {

/// The characters of tokens (RFC 9110 section 5.6.2).
inline constexpr auto is_token_character = [] {
    std::array<bool, 256> out{};
    for (char const c : std::string_view("!#$%&'*+-.^_`|~0123456789")) out[static_cast<unsigned char>(c)] = true;
    for (std::size_t c = 'a'; c <= 'z'; ++c) out[c] = out[c - 'a' + 'A'] = true;
    return out;
}();

/// A token, which names of fields are (RFC 9110 section 5.1).
[[gnu::noinline]] constexpr bool is_field_token(std::string_view name) noexcept {
    bool all = !name.empty();
    for (char const c : name)
        all &= is_token_character[static_cast<unsigned char>(c)]; // nearly all are, and none ends it
    return all;
}
/// `x-amz-meta-*`: the fields whose names begin so, and end as the keys of a map.
constexpr bool is_field_family(std::string_view name) noexcept {
    return name.size() > 1 && name.ends_with('*');
}
/// Whether a text holds visible ASCII characters and spaces alone, as values of fields do.
[[gnu::noinline]] constexpr bool is_printable_ascii(std::string_view text) noexcept {
    auto i = held_bytes(text, [](std::uint64_t bytes) {
        return ((bytes | (bytes - in_each_byte(0x20)) | (bytes + in_each_byte(1))) & high_bits) == 0;
    });
    for (; i != text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) < 0x20 || static_cast<unsigned char>(text[i]) >= 0x7f) return false;
    return true;
}
/// RFC 9110 section 5.5, without obs-text: nobody agrees on what bytes above 0x7F mean there.
constexpr bool is_sendable_value(std::string_view value) noexcept {
    if (!is_printable_ascii(value))
        for (char c : value)
            if (!is_printable_ascii({&c, 1}) && c != '\t') return false;
    return value.empty() ||
           (value.front() != ' ' && value.front() != '\t' && value.back() != ' ' && value.back() != '\t');
}
/// The value of a cookie, without quotes around it (RFC 6265 section 4.1.1).
constexpr bool is_cookie_value(std::string_view value) noexcept {
    for (char c : value)
        if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') return false;
    return true;
}

} // namespace detail

/// One header field line (RFC 9110 section 5): views of its fields, valid until these are changed or gone.
struct http_field {
    std::string_view name;
    std::string_view value;

    friend bool operator==(http_field const&, http_field const&) = default;
};

/// The header fields of a message, in order. Names are compared without regard to case.
class http_fields {
    /// What stands before each field in the text that holds all of them.
    struct sizes {
        std::size_t name;
        std::size_t value;
        std::size_t all() const noexcept { return sizeof(sizes) + name + value; }
    };

public:
    class iterator {
    public:
        using value_type = http_field;
        using reference = http_field;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        struct pointer {
            http_field field;
            http_field const* operator->() const noexcept { return &field; }
        };

        iterator() = default;
        http_field operator*() const noexcept {
            auto const size = sizes_at(at_);
            char const* const name = at_ + sizeof(sizes);
            return {{name, size.name}, {name + size.name, size.value}};
        }
        pointer operator->() const noexcept { return {**this}; }
        iterator& operator++() noexcept {
            at_ += sizes_at(at_).all();
            return *this;
        }
        iterator operator++(int) noexcept {
            auto const before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(iterator const&, iterator const&) = default;

    private:
        friend http_fields;
        explicit iterator(char const* at) : at_(at) {}
        char const* at_ = nullptr;
    };
    using const_iterator = iterator;
    using value_type = http_field;

    http_fields() = default;
    http_fields(std::initializer_list<http_field> fields) {
        for (auto const& field : fields) add(field.name, field.value);
    }

    void add(std::string_view name, std::string_view value) {
        if (is_within(name) || is_within(value)) return add(std::string(name), std::string(value));
        sizes const size{name.size(), value.size()};
        auto const before = text_.size();
        text_.resize(before + size.all());
        char* const at = text_.data() + before;
        std::memcpy(at, &size, sizeof size);
        name.copy(at + sizeof size, name.size());
        value.copy(at + sizeof size + name.size(), value.size());
        ++count_;
    }
    /// Replaces the first field of that name, or adds one.
    void set(std::string_view name, std::string_view value) {
        for (auto field = begin(); field != end(); ++field) {
            if (!same_name((*field).name, name)) continue;
            auto const at = static_cast<std::size_t>(field.at_ - text_.data());
            auto size = sizes_at(field.at_);
            text_.replace(at + sizeof size + size.name, size.value, value);
            size.value = value.size();
            std::memcpy(text_.data() + at, &size, sizeof size);
            return;
        }
        add(name, value);
    }
    /// The value of the first field of that name.
    std::optional<std::string_view> find(std::string_view name) const noexcept {
        for (auto const& field : *this)
            if (same_name(field.name, name)) return field.value;
        return std::nullopt;
    }
    /// Room for so many bytes of names and values.
    void reserve(std::size_t bytes) { text_.reserve(bytes + 8 * sizeof(sizes)); }

    /// What is there now, to be compared with later. A usual request's needs no memory of its own.
    class snapshot {
    public:
        explicit snapshot(http_fields const& of) : size_(of.text_.size()) {
            if (size_ <= sizeof small_)
                of.text_.copy(small_, size_);
            else
                large_ = of.text_;
        }
        snapshot(snapshot const&) = delete;
        /// Whether nothing has changed since, but for fields that were added.
        bool begins(http_fields const& later) const noexcept {
            return later.text_.starts_with(size_ <= sizeof small_ ? std::string_view(small_, size_)
                                                                  : std::string_view(large_));
        }

    private:
        std::size_t size_;
        char small_[512];
        std::string large_;
    };

    iterator begin() const noexcept { return iterator(text_.data()); }
    iterator end() const noexcept { return iterator(text_.data() + text_.size()); }
    std::size_t size() const noexcept { return count_; }
    bool empty() const noexcept { return count_ == 0; }

    static constexpr bool same_name(std::string_view a, std::string_view b) noexcept {
        if (a.size() != b.size()) return false;
        auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        for (std::size_t i = 0; i != a.size(); ++i)
            if (lower(a[i]) != lower(b[i])) return false;
        return true;
    }

    /// Whether it is the name of one of these.
    template <std::size_t N>
    static constexpr bool is_one_of(std::string_view name, std::string_view const (&names)[N]) noexcept {
        for (auto const& one : names)
            if (same_name(name, one)) return true;
        return false;
    }

    friend bool operator==(http_fields const&, http_fields const&) = default;

private:
    static sizes sizes_at(char const* at) noexcept {
        sizes out;
        std::memcpy(&out, at, sizeof out);
        return out;
    }
    bool is_within(std::string_view part) const noexcept {
        auto const at = reinterpret_cast<std::uintptr_t>(part.data());
        auto const begin = reinterpret_cast<std::uintptr_t>(text_.data());
        return at >= begin && at - begin <= text_.size();
    }

    std::string text_; ///< sizes, name and value of each: one piece of memory, however many there are
    std::size_t count_ = 0;
};

} // namespace apibind
