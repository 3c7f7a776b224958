// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/engine.hpp>
#include <apibind/http_message.hpp>
#include <apibind/percent_encoding.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

/// URI references (RFC 3986 section 4.1), as answers give them: links to pages. They never lead to another origin.
namespace apibind::detail {

/// The parts of a reference, undecoded; a fragment is left out.
struct uri_reference {
    std::optional<std::string_view> scheme{};
    std::optional<std::string_view> authority{};
    std::string_view path{};
    std::optional<std::string_view> query{};
};

/// RFC 3986 appendix B.
constexpr uri_reference parse_reference(std::string_view text) {
    uri_reference out;
    text = text.substr(0, text.find('#'));
    if (auto const end = text.find_first_of(":/?"); end != std::string_view::npos && end != 0 && text[end] == ':') {
        out.scheme = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        auto const end = text.find_first_of("/?");
        out.authority = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end);
    }
    auto const query = text.find('?');
    out.path = text.substr(0, query);
    if (query != std::string_view::npos) out.query = text.substr(query + 1);
    return out;
}

/// RFC 3986 section 5.2.4.
inline std::string without_dot_segments(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        auto const end = path.find('/', 1);
        auto const segment = path.substr(0, end);
        path.remove_prefix(segment.size());
        if (segment == "/." || segment == "/..") {
            if (segment == "/..") out.resize(out.empty() ? 0 : out.rfind('/'));
            if (path.empty()) out += '/';
        } else {
            out += segment;
        }
    }
    return out;
}

/// What a reference leads to from another one (RFC 3986 section 5.2.2), where neither leads to another authority. Of a
/// path that does not begin with '/', dot segments stay.
inline std::string resolved(std::string_view from, std::string_view to) {
    auto const base = parse_reference(from), reference = parse_reference(to);
    if (reference.scheme || reference.authority) return std::string(to.substr(0, to.find('#')));
    std::string prefix;
    if (base.scheme) prefix.append(*base.scheme).append(":");
    if (base.authority) prefix.append("//").append(*base.authority);
    std::string path(base.path);
    auto query = reference.query;
    if (reference.path.empty()) {
        if (!query) query = base.query;
    } else if (reference.path.starts_with('/')) {
        path = reference.path;
    } else {
        auto const slash = path.rfind('/');
        if (path == "." || path == ".." || path.ends_with("/.") || path.ends_with("/.."))
            path += '/';
        else
            path.resize(slash == std::string::npos ? 0 : slash + 1);
        if (path.empty() && base.authority) path = "/";
        path += reference.path;
    }
    if (path.starts_with('/')) path = without_dot_segments(path);
    auto out = prefix + path;
    if (query) out.append("?").append(*query);
    return out;
}

inline std::string lower_case(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// The origin that a scheme and an authority name (RFC 6454); nothing for what is none, or holds a user.
inline std::optional<http_origin> origin_of(std::string_view scheme, std::string_view authority) {
    http_origin out;
    out.scheme = lower_case(scheme);
    if ((out.scheme != "https" && out.scheme != "http") || authority.find('@') != std::string_view::npos) return {};
    out.port = out.is_secure() ? 443 : 80;
    auto const bracket = authority.rfind(']');
    auto const colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    auto host = authority.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host.empty()) return {};
    out.host = lower_case(host);
    if (colon != std::string_view::npos && colon + 1 != authority.size()) {
        auto const port = authority.substr(colon + 1);
        auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
        if (error != std::errc{} || end != port.data() + port.size() || out.port == 0) return {};
    }
    return out;
}

/// Has a request go where a link leads, if that is the same origin: what goes with the request, the credential first of
/// all, is meant for that one.
inline build_fault follow_link(std::string_view link, http_request& out) {
    for (char c : link)
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f)
            return "the link to follow holds a space, a control or a non-ASCII character: it is no URL (RFC 3986)";
    auto const whole = resolved(out.target, link);
    auto const parts = parse_reference(whole);
    if (parts.scheme || parts.authority) {
        auto const origin = origin_of(parts.scheme.value_or(out.origin.scheme), parts.authority.value_or(""));
        auto own = out.origin;
        own.host = lower_case(own.host);
        if (origin != own)
            return "the link leads to " +
                   (origin ? "\"" + printable(origin->scheme + "://" + origin->authority()) + "\"" : "no http origin") +
                   ", and the service is " + own.scheme + "://" + own.authority() +
                   ": it is not followed, and no credential goes there";
    }
    auto path = without_dot_segments(parts.path);
    if (!path.starts_with('/')) path.insert(0, 1, '/');
    if (parts.query) path.append("?").append(*parts.query);
    out.target.clear();
    for (char c : path) {
        // What RFC 3986 has no place for, and vendors leave as it is.
        if (std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos)
            append_percent_encoded(out.target, std::string_view(&c, 1));
        else
            out.target += c;
    }
    return {};
}

} // namespace apibind::detail
