// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {

namespace detail {

/// A token, which names of fields are (RFC 9110 sections 5.1 and 5.6.2).
constexpr bool is_field_token(std::string_view name) noexcept {
    for (char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos))
            return false;
    return !name.empty();
}
/// RFC 9110 section 5.5, without obs-text: nobody agrees on what bytes above 0x7F mean there.
constexpr bool is_sendable_value(std::string_view value) noexcept {
    for (char c : value)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || static_cast<unsigned char>(c) >= 0x7f) return false;
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

/// One header field line (RFC 9110 section 5).
struct http_field {
    std::string name;
    std::string value;

    friend bool operator==(http_field const&, http_field const&) = default;
};

/// The header fields of a message, in order. Names are compared without regard to case.
class http_fields {
public:
    http_fields() = default;
    http_fields(std::initializer_list<http_field> fields) : fields_(fields) {}

    void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
    /// Replaces the first field of that name, or adds one.
    void set(std::string_view name, std::string value) {
        for (auto& field : fields_)
            if (same_name(field.name, name)) {
                field.value = std::move(value);
                return;
            }
        add(std::string(name), std::move(value));
    }
    /// The value of the first field of that name.
    std::optional<std::string_view> find(std::string_view name) const noexcept {
        for (auto const& field : fields_)
            if (same_name(field.name, name)) return field.value;
        return std::nullopt;
    }

    auto begin() const noexcept { return fields_.begin(); }
    auto end() const noexcept { return fields_.end(); }
    std::size_t size() const noexcept { return fields_.size(); }
    bool empty() const noexcept { return fields_.empty(); }

    static constexpr bool same_name(std::string_view a, std::string_view b) noexcept {
        if (a.size() != b.size()) return false;
        auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        for (std::size_t i = 0; i != a.size(); ++i)
            if (lower(a[i]) != lower(b[i])) return false;
        return true;
    }

    friend bool operator==(http_fields const&, http_fields const&) = default;

private:
    std::vector<http_field> fields_;
};

} // namespace apibind
