// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/method.hpp>
#include <apibind/redaction.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
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

/// Where a request goes: scheme, host and port (RFC 6454).
struct http_origin {
    std::string scheme = "https";
    std::string host; ///< a name, an IPv4 address, or an IPv6 address without brackets
    std::uint16_t port = 443;

    bool is_secure() const noexcept { return scheme == "https"; }
    /// The Host field's value: the port only where it is not the scheme's own.
    std::string authority() const {
        std::string out = host.find(':') == std::string::npos ? host : "[" + host + "]";
        if (port != (is_secure() ? 443 : 80)) out += ":" + std::to_string(port);
        return out;
    }
    friend bool operator==(http_origin const&, http_origin const&) = default;
};

/// A request, ready to be sent byte for byte. A stream shows it with its secrets masked.
struct http_request {
    apibind::method method = method::get;
    http_origin origin{};
    std::string target{}; ///< the request target: path and query, percent-encoded
    http_fields fields;   ///< Host (of the origin), Content-Length and Connection are the transport's
    std::optional<std::string> body{};
    /// What a text made of this request masks.
    std::shared_ptr<redaction const> secrets{};

    friend std::ostream& operator<<(std::ostream& out, http_request const& request) {
        std::string text{to_string(request.method)};
        text += " " + request.target + " HTTP/1.1\nHost: " + request.origin.authority() + "\n";
        for (auto const& field : request.fields) text += field.name + ": " + field.value + "\n";
        if (request.body) text += "\n" + *request.body + "\n";
        return out << (request.secrets ? request.secrets->apply(text) : text);
    }
};

/// An answer as it arrived, its content decoded from gzip: a transport of your own does that, or asks for none.
struct http_response {
    int status = 0;
    http_fields fields{};
    std::string body{};
};

} // namespace apibind
