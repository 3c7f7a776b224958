// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error                                                                                                                 \
    "apibind: cpp-httplib without TLS: compile with the flags of `pkg-config --cflags --libs cpp-httplib` (or link httplib::httplib), or define CPPHTTPLIB_OPENSSL_SUPPORT in every unit where cpp-httplib is header-only."
#endif

#include <apibind/connection_pool.hpp>
#include <apibind/httplib_connection.hpp>
#include <apibind/httplib_request.hpp>
#include <apibind/httplib_resolve.hpp>
#include <apibind/httplib_watchdog.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace apibind {

/// The default transport: HTTP/1.1 over kept connections of cpp-httplib, with what it leaves out around it: a pool, a
/// deadline over every phase, host names verified by OpenSSL, limits, and never a second attempt inside one call.
///
/// What goes on the wire beside the request: Host, Accept-Encoding, Content-Length, and what cpp-httplib adds where the
/// request does not name it: `Accept: */*`, User-Agent, and with content `Content-Type: text/plain`. Fields go sorted
/// by name. A silence within the answer longer than `phase_timeouts::await` ends it too.
///
/// Some hazards are out of reach from outside cpp-httplib, and depend on its version; 0.11.4 crashes on a reason phrase
/// of tens of kilobytes, limits the head only once it is complete, and takes some malformed chunks and a gzip content
/// without its end for whole. Where a server cannot be trusted with that, use a stricter transport.
class httplib_transport final : public transport {
public:
    /// Connections that are kept between calls.
    struct pool_options {
        std::size_t max_idle_per_origin = 16; ///< 0: none is kept
        /// A server that closes a kept connection while a request is on its way leaves the outcome unknown: keep this
        /// below the time for which servers keep theirs.
        std::chrono::milliseconds max_idle_age{4'000};
    };

    httplib_transport() : httplib_transport(pool_options{}) {}
    explicit httplib_transport(pool_options pool) : pool_(pool.max_idle_per_origin, pool.max_idle_age) {}

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
        if (peer) {
            now = phase::write;
            auto out = peer->send(request, options, watchdog_, options.deadline);
            if (peer->is_reusable()) pool_.give_back(std::move(peer));
            return out;
        }

        peer = std::make_unique<detail::connection>(request.origin, how);
        if (auto failure = peer->set_up()) return std::move(*failure);
        auto const until = detail::within(options.timeouts.connect, options.deadline);
        auto found = detail::resolve(peer->dialled_host(), until);
        if (auto* failure = std::get_if<transport_failure>(&found)) return std::move(*failure);
        auto const& addresses = std::get<std::vector<std::string>>(found);
        for (std::size_t left = addresses.size();; --left) {
            // A silent address leaves time for those after it.
            auto const begin = std::chrono::steady_clock::now();
            peer->dial(addresses[addresses.size() - left]);
            now = phase::write; // what is thrown from in there may have come after the write
            auto out = peer->send(request, options, watchdog_, begin + (until - begin) / static_cast<int>(left));
            auto const* failure = std::get_if<transport_failure>(&out);
            if (failure && failure->phase == phase::connect && left > 1) continue;
            if (peer->is_reusable()) pool_.give_back(std::move(peer));
            return out;
        }
    }

    detail::watchdog watchdog_;
    detail::connection_pool<detail::connection> pool_;
};

} // namespace apibind
