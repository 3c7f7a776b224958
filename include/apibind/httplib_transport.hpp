// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error                                                                                                                 \
    "apibind: cpp-httplib without TLS: compile with the flags of `pkg-config --cflags --libs cpp-httplib` (or link httplib::httplib), or define CPPHTTPLIB_OPENSSL_SUPPORT in every unit where cpp-httplib is header-only."
#endif

#include <apibind/connection_pool.hpp>
#include <apibind/httplib_connection.hpp>
#include <apibind/httplib_watchdog.hpp>
#include <apibind/resolve.hpp>
#include <apibind/transport_frame.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace apibind {

/// The default transport: HTTP/1.1 over kept connections of cpp-httplib, with what it leaves out around it: a pool, a
/// deadline over every phase, host names verified by OpenSSL, limits, and never a second attempt inside one call.
///
/// What goes on the wire beside the request: Host, Accept-Encoding, Content-Length, and where the request does not name
/// it: `Accept: */*`, User-Agent, and with content `Content-Type: text/plain`. Fields go sorted by name. A silence
/// within the answer longer than `phase_timeouts::await` ends it too. Each call runs on a thread of its own, whose
/// stack holds what cpp-httplib needs for the longest status line that `answer_limits::head` lets in.
///
/// Some hazards are out of reach from outside cpp-httplib, which hands over neither the bytes of a head nor the framing
/// of chunks, and depend on its version. 0.11.4 takes a chunk with a wrong end for the last one and digits with a sign
/// or a prefix for a size, drops a line of the head that ends without CR, and decodes "%41" in the values of fields.
/// Over plain HTTP the limit of an incomplete head is looked at every few milliseconds, and on Linux only. Where a
/// server cannot be trusted with that, use `beast_transport`.
class httplib_transport final : public transport {
public:
    using pool_options = apibind::pool_options;

    httplib_transport() : httplib_transport(pool_options{}) {}
    explicit httplib_transport(pool_options pool) : pool_(pool) {}

    transport_promises promises() const noexcept override { return {.at_most_once = true}; }

    exchange send(http_request const& request, send_options const& options) override {
        return detail::send_in_frame(request, options, [&](phase& now) { return exchange_of(request, options, now); });
    }

private:
    exchange exchange_of(http_request const& request, send_options const& options, phase& now) {
        auto const& how = *options.connection;
        auto peer = pool_.borrow(request.origin, how);
        if (peer) {
            now = phase::write;
            auto out = peer->send(request, options, watchdog_, options.deadline);
            return finish(std::move(peer), std::move(out));
        }

        peer = std::make_unique<detail::connection>(request.origin, how);
        if (auto failure = peer->set_up()) return std::move(*failure);
        auto const until = detail::within(options.timeouts.connect, options.deadline);
        auto found = detail::resolve(peer->dialled_host(), peer->dialled_port(), until, options.stop);
        if (auto* failure = std::get_if<transport_failure>(&found)) return std::move(*failure);
        auto const& addresses = std::get<std::vector<detail::socket_address>>(found);
        for (std::size_t left = addresses.size();; --left) {
            // A silent address leaves time for those after it.
            auto const begin = std::chrono::steady_clock::now();
            peer->dial(addresses[addresses.size() - left].host());
            now = phase::write; // what is thrown from in there may have come after the write
            auto out = peer->send(request, options, watchdog_, begin + (until - begin) / static_cast<int>(left));
            auto const* failure = std::get_if<transport_failure>(&out);
            bool const is_unconnected =
                failure && failure->phase == phase::connect && failure->error != transport_error::cancelled;
            if (!is_unconnected || left == 1) return finish(std::move(peer), std::move(out));
        }
    }
    exchange finish(std::unique_ptr<detail::connection> peer, exchange out) {
        if (peer->is_reusable()) pool_.give_back(std::move(peer));
        return out;
    }

    detail::watchdog watchdog_;
    detail::connection_pool<detail::connection> pool_;
};

} // namespace apibind
