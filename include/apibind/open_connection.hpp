// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_head.hpp>
#include <apibind/connection.hpp>
#include <apibind/transport_frame.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace apibind::detail::strict {

/// The first line of what a peer said, fit for a message.
inline std::string first_line(std::string_view text) {
    return printable(text.substr(0, std::min<std::size_t>(text.find('\r'), 80)));
}

/// Asks the proxy for a tunnel to the origin (RFC 9110 section 9.3.6).
inline std::optional<transport_failure> open_tunnel(connection& peer, time_point until) {
    auto const failed = [&](transport_error error, std::string const& what) {
        return transport_failure{phase::connect, error, peer.where() + ": " + what, {}};
    };
    auto host = peer.origin().host.find(':') == std::string::npos ? peer.origin().host : "[" + peer.origin().host + "]";
    host += ":" + std::to_string(peer.origin().port);
    auto text = "CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\n";
    if (auto const credentials = peer.proxy_credentials(); !credentials.empty())
        text += "Proxy-Authorization: " + credentials + "\r\n";
    text += "\r\n";
    bool is_answered = false;
    if (auto const how = peer.write(text, {}, is_answered, until); how != io::done)
        return failed(how == io::timed_out ? why_late(peer.stop()) : transport_error::connect,
                      "the proxy did not take the request for a tunnel");
    // A success has no content, whatever its fields say; that of a refusal is not of interest.
    constexpr answer_limits limits{.head = 16u << 10, .body = 0};
    auto now = phase::await;
    std::size_t size = 0;
    int status = 0;
    auto const fault =
        await_final_head(peer, limits, until, until, now, size, status, [](std::string_view) { return std::nullopt; });
    if (fault && (fault->error == transport_error::timeout || fault->error == transport_error::cancelled))
        return failed(fault->error, "the proxy did not open the tunnel in time");
    if (fault)
        return failed(transport_error::connect,
                      "the proxy did not open the tunnel: " + fault->what +
                          (peer.input().empty() ? "" : " (\"" + first_line(peer.input()) + "\")"));
    peer.consume(size);
    if (status == 407)
        return failed(transport_error::connect,
                      "the proxy wants other credentials (407): see proxy.user and proxy.password");
    if (!is_success(status))
        return failed(transport_error::connect,
                      "the proxy did not open the tunnel: it answered " + std::to_string(status));
    if (!peer.input().empty())
        return failed(transport_error::connect, "the proxy added bytes of its own to the tunnel");
    return std::nullopt;
}

/// Nothing where the connection is open; every failure is before a byte of the request.
inline std::optional<transport_failure> open(connection& peer, tls_contexts& contexts, send_options const& options) {
    std::shared_ptr<tls_context> context;
    if (peer.origin().is_secure()) { // first: what cannot be read is found out before anybody is connected to
        auto found = contexts.find(peer.options());
        if (auto* failure = std::get_if<transport_failure>(&found)) return std::move(*failure);
        context = std::get<std::shared_ptr<tls_context>>(std::move(found));
    }
    peer.obey(options.stop);
    auto const until = within(options.timeouts.connect, options.deadline);
    if (auto failure = peer.dial(until)) return failure;
    if (context) {
        if (peer.options().proxy)
            if (auto failure = open_tunnel(peer, until)) return failure;
        if (auto failure = peer.shake_hands(contexts, context, within(options.timeouts.tls, options.deadline)))
            return failure;
    }
    if (auto const how = peer.look(); how != io::timed_out)
        return transport_failure{context ? phase::tls : phase::connect,
                                 how == io::done ? transport_error::malformed : transport_error::closed,
                                 peer.where() + (how == io::done
                                                     ? ": it spoke before it was asked"
                                                     : ": closed by the peer before the request was written"),
                                 {}};
    return std::nullopt;
}

} // namespace apibind::detail::strict
