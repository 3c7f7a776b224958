// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/http_message.hpp>
#include <apibind/url_expander.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The base URL of a service, filled from its `server` struct once for each client.
namespace apibind::detail {

struct service_table {
    base_template base;
    url_piece const* host = nullptr;
    std::size_t host_count = 0;
    url_piece const* path = nullptr;
    std::size_t path_count = 0;
    object_table const* server = nullptr;
};

template <class S>
struct service_parts {
    using at = positions<members_of<server_of<S>>>;
    static constexpr base_template base = parse_base(S::base.text);
    static constexpr std::size_t host_count = parse_host(base.host).count;
    static constexpr std::size_t path_count = base.path.empty() ? 0 : parse_route(base.path).count;

    static constexpr url_piece piece(template_piece const& p) {
        return {p.before, static_cast<std::int16_t>(p.name.empty() ? -1 : at::of(p.name)), false, false, false, p.how};
    }
    static constexpr auto make_host() {
        std::array<url_piece, host_count> out{};
        auto const parsed = parse_host(base.host);
        for (std::size_t i = 0; i != host_count; ++i) out[i] = piece(parsed.pieces[i]);
        return out;
    }
    static constexpr auto make_path() {
        std::array<url_piece, path_count + 1> out{};
        auto const parsed = parse_route(base.path);
        for (std::size_t i = 0; i != path_count; ++i) out[i] = piece(parsed.pieces[i]);
        return out;
    }
    static constexpr auto host = make_host();
    static constexpr auto path = make_path();
};

/// Whether a service's base and server fit each other; what does not is told by valid<E>.
template <class S>
consteval bool has_sound_base() {
    if constexpr (!has_base<S> || !described_struct<server_of<S>>)
        return false;
    else if constexpr (parse_base(S::base.text).fault != template_fault::none)
        return false;
    else {
        bool sound = true;
        for (auto const& p : service_parts<S>::host)
            sound = sound && (p.member >= 0 || &p == &service_parts<S>::host.back());
        for (std::size_t i = 0; i + 1 < service_parts<S>::path_count; ++i)
            sound = sound && service_parts<S>::path[i].member >= 0;
        return sound;
    }
}

template <class S>
inline constexpr service_table service_table_of{
    service_parts<S>::base,        service_parts<S>::host.data(), service_parts<S>::host_count,
    service_parts<S>::path.data(), service_parts<S>::path_count,  &object_table_of<server_of<S>>,
};

/// Where the calls of one client go.
struct service_address {
    http_origin origin;
    std::string base_path; ///< before the endpoint's own path; without a '/' at its end
};

inline build_fault fill_base(service_table const& service, void const* server, service_address& out) {
    out.origin.scheme = service.base.secure ? "https" : "http";
    out.origin.port = service.base.port;
    if (auto fault = expand_host(service.host, service.host_count, *service.server, server, out.origin.host))
        return fault;
    if (out.origin.host.starts_with('[')) out.origin.host = out.origin.host.substr(1, out.origin.host.size() - 2);
    return url_expander(*service.server, server, out.base_path).expand(service.path, service.path_count);
}

/// This machine: `localhost`, or an address that says so (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3).
constexpr bool is_loopback(std::string_view host) {
    if (host == "localhost" || host == "::1") return true;
    if (!host.starts_with("127.")) return false;
    int dots = 0;
    for (std::size_t i = 0; i != host.size(); ++i) { // "127.example.com" is no address
        if (host[i] == '.')
            ++dots;
        else if (host[i] < '0' || host[i] > '9')
            return false;
    }
    return dots == 3 && !host.ends_with('.');
}

/// Another base than the declared one: complete, without placeholders.
inline build_fault override_base(std::string_view text, service_address& out) {
    auto const parsed = parse_base(text);
    if (parsed.fault != template_fault::none || text.find('{') != std::string_view::npos)
        // What has an '@' may hold a password.
        return "the option base " +
               (text.find('@') == std::string_view::npos ? "\"" + printable(text) + "\" " : std::string()) +
               "is not a base URL: write a whole one, without placeholders, as \"https://host[:port][/path]\"";
    out.origin = {parsed.secure ? "https" : "http", std::string(parsed.host), parsed.port};
    if (out.origin.host.starts_with('[')) out.origin.host = out.origin.host.substr(1, out.origin.host.size() - 2);
    out.base_path = parsed.path;
    return {};
}

} // namespace apibind::detail
