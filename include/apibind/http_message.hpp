// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_source.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/method.hpp>
#include <apibind/redaction.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace apibind {

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

/// A request, ready to be sent byte for byte. A stream shows it with its secrets masked, and without what its content
/// has on disk.
struct http_request {
    apibind::method method = method::get;
    http_origin origin{};
    std::string target{}; ///< the request target: path and query, percent-encoded
    http_fields fields;   ///< Host (of the origin), Content-Length and Connection are the transport's
    std::optional<std::string> body{};
    /// Content that is read while it is sent, in place of `body`.
    std::shared_ptr<content_source> source{};
    /// What a text made of this request masks.
    std::shared_ptr<redaction const> secrets{};

    friend std::ostream& operator<<(std::ostream& out, http_request const& request) {
        std::string text{to_string(request.method)};
        text += " " + request.target + " HTTP/1.1\nHost: " + request.origin.authority() + "\n";
        for (auto const& field : request.fields) text.append(field.name).append(": ").append(field.value).append("\n");
        if (request.body) text += "\n" + *request.body + "\n";
        if (request.source) text += "\n" + request.source->shown() + "\n";
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
