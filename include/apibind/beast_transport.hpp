// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_exchange.hpp>
#include <apibind/connection_pool.hpp>
#include <apibind/transport.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
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
    /// Connections that are kept between calls.
    struct pool_options {
        std::size_t max_idle_per_origin = 16; ///< 0: none is kept
        /// A server that closes a kept connection while a request is on its way leaves the outcome unknown: keep this
        /// below the time for which servers keep theirs.
        std::chrono::milliseconds max_idle_age{4'000};
    };

    beast_transport() : beast_transport(pool_options{}) {}
    explicit beast_transport(pool_options pool) : pool_(pool.max_idle_per_origin, pool.max_idle_age) {}

    transport_promises promises() const noexcept override { return {.at_most_once = true}; }

    exchange send(http_request const& request, send_options const& options) override {
        auto last = phase::build;
#if defined(__cpp_exceptions)
        try {
            return exchange_of(request, options, last);
        } catch (std::exception const& e) {
            return transport_failure{last,
                                     last < phase::write ? transport_error::connect : transport_error::closed,
                                     request.origin.host + ": given up for want of memory or threads: " + e.what(),
                                     {}};
        }
#else
        return exchange_of(request, options, last);
#endif
    }

private:
    exchange exchange_of(http_request const& request, send_options const& options, phase& now) {
        using namespace detail::strict;
        auto const& how = *options.connection;
        if (auto reason = detail::unsendable(request, how))
            return transport_failure{phase::build, transport_error::invalid_request, std::move(*reason), {}};
        now = phase::connect;
        if (options.deadline <= std::chrono::steady_clock::now())
            return transport_failure{phase::connect,
                                     transport_error::timeout,
                                     request.origin.host + ": the deadline had passed before a connection was made",
                                     {}};
        auto peer = pool_.borrow(request.origin, how);
        if (!peer) {
            peer = std::make_unique<connection>(request.origin, how);
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
