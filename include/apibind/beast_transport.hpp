// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_exchange.hpp>
#include <apibind/kept_connections.hpp>

namespace apibind {

/// The strict transport: HTTP/1.1 with kept connections, over sockets and OpenSSL, answers parsed by Boost.Beast. It
/// keeps every promise of `transport`, whatever the peer does; what two readers of HTTP could take differently is
/// malformed. TLS sessions are resumed.
///
/// A request is written once, byte for byte as given: Host first, then its fields in their order, then
/// `Accept-Encoding: gzip` (where it names none) and Content-Length, or `Transfer-Encoding: chunked` where nobody knows
/// the size of its content. Threads share it. Link OpenSSL.
class beast_transport final : public transport {
public:
    using pool_options = apibind::pool_options;

    beast_transport() : beast_transport(pool_options{}) {}
    explicit beast_transport(pool_options pool) : connections_(pool) {}

    transport_promises promises() const noexcept override { return {.at_most_once = true, .sends_sources = true}; }

    exchange send(http_request const& request, send_options const& options) override {
        return connections_.send(request, options, [&](auto& peer, auto* content, phase& now, bool& is_reusable) {
            return detail::strict::exchange_over(peer, request, options, now, is_reusable, content);
        });
    }

private:
    detail::strict::kept_connections<detail::strict::connection> connections_;
};

} // namespace apibind
