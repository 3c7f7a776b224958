// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/connection_pool.hpp>
#include <apibind/open_connection.hpp>
#include <apibind/outgoing_content.hpp>
#include <apibind/transport_frame.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace apibind::detail::strict {

/// What a transport sends over: connections that are kept between calls, and opened where none is. A Connection is a
/// `connection`, or derives from it. Threads share it.
template <class Connection>
class kept_connections {
public:
    explicit kept_connections(pool_options pool) : pool_(pool) {}

    /// `run(peer, content, now, is_reusable)` makes the exchange over a connection that is open; `now` is how far it
    /// came, and the connection is kept where it says that it may be used again. `content`: of a request that has a
    /// source, or null.
    template <class Run>
    exchange send(http_request const& request, send_options const& options, Run run) {
        return send_in_frame(request, options, [&](phase& now, time_point begun) -> exchange {
            std::optional<outgoing_content> content;
            if (request.source)
                if (auto const why = content.emplace().open(*request.source))
                    return transport_failure{
                        phase::build, transport_error::invalid_request, request.origin.host + ": " + *why, {}};
            auto peer = pool_.borrow(request.origin, *options.connection, begun);
            if (!peer) {
                peer = std::make_unique<Connection>(request.origin, *options.connection);
                if (auto failure = open(*peer, contexts_, options)) return std::move(*failure);
            }
            bool is_reusable = false;
            auto out = run(*peer, content ? &*content : nullptr, now, is_reusable);
            if (is_reusable) {
                peer->trim();
                pool_.give_back(std::move(peer));
            }
            return out;
        });
    }

private:
    tls_contexts contexts_;
    connection_pool<Connection> pool_; ///< after the contexts that its connections refer to
};

} // namespace apibind::detail::strict
