// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error                                                                                                                 \
    "apibind: cpp-httplib without TLS: compile with the flags of `pkg-config --cflags --libs cpp-httplib` (or link httplib::httplib), or define CPPHTTPLIB_OPENSSL_SUPPORT in every unit where cpp-httplib is header-only."
#endif

#include <apibind/httplib_exchange.hpp>
#include <apibind/kept_connections.hpp>

namespace apibind {

/// The default transport: HTTP/1.1 as cpp-httplib writes and reads it, over kept connections by sockets and OpenSSL. It
/// keeps every promise of `transport`, whatever the peer does; what two readers of HTTP could take differently is
/// malformed, before cpp-httplib sees it. TLS sessions are resumed.
///
/// What goes on the wire beside the request: Host, Accept-Encoding, Content-Length (or Transfer-Encoding, where nobody
/// knows the size of its content), and where the request does not name
/// it: `Accept: */*`, User-Agent, and with content `Content-Type: text/plain`. Fields go sorted by name. Threads share
/// it. Link OpenSSL.
///
/// The fields of an answer are as cpp-httplib gives them, sorted by name, which depends on its version: 0.11.4 drops
/// fields without a value, decodes "%41" in values, and reads no field of more than 8,192 bytes.
class httplib_transport final : public transport {
public:
    using pool_options = apibind::pool_options;

    httplib_transport() : httplib_transport(pool_options{}) {}
    explicit httplib_transport(pool_options pool) : connections_(pool) {}

    transport_promises promises() const noexcept override { return {.at_most_once = true, .sends_sources = true}; }

    exchange send(http_request const& request, send_options const& options) override {
        return connections_.send(request, options, [&](auto& peer, auto* content, phase& now, bool& is_reusable) {
            return peer.send(request, options, now, is_reusable, content);
        });
    }

private:
    detail::strict::kept_connections<detail::httplib_connection> connections_;
};

} // namespace apibind
