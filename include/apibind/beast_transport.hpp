// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_exchange.hpp>
#include <apibind/connection_pool.hpp>
#include <apibind/transport_frame.hpp>

#include <memory>
#include <utility>

namespace apibind {

/// The strict transport: HTTP/1.1 with kept connections, over sockets and OpenSSL, answers parsed by Boost.Beast. It
/// keeps every promise of `transport`, whatever the peer does; what two readers of HTTP could take differently is
/// malformed. TLS sessions are resumed.
///
/// A request is written once, byte for byte as given: Host first, then its fields in their order, then
/// `Accept-Encoding: gzip` (where it names none) and Content-Length. Threads share it. Link OpenSSL.
class beast_transport final : public transport {
public:
    using pool_options = apibind::pool_options;

    beast_transport() : beast_transport(pool_options{}) {}
    explicit beast_transport(pool_options pool) : pool_(pool) {}

    transport_promises promises() const noexcept override { return {.at_most_once = true}; }

    exchange send(http_request const& request, send_options const& options) override {
        return detail::send_in_frame(request, options, [&](phase& now) { return exchange_of(request, options, now); });
    }

private:
    exchange exchange_of(http_request const& request, send_options const& options, phase& now) {
        using namespace detail::strict;
        auto peer = pool_.borrow(request.origin, *options.connection);
        if (!peer) {
            peer = std::make_unique<connection>(request.origin, *options.connection);
            if (auto failure = detail::strict::open(*peer, contexts_, options)) return std::move(*failure);
        }
        bool is_reusable = false;
        auto out = exchange_over(*peer, request, options, now, is_reusable);
        if (is_reusable) {
            peer->trim();
            pool_.give_back(std::move(peer));
        }
        return out;
    }

    detail::strict::tls_contexts contexts_;
    detail::connection_pool<detail::strict::connection> pool_; ///< after the contexts that its connections refer to
};

} // namespace apibind
