// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace apibind::detail {

/// Where the connections of an origin go under these options.
struct destination {
    destination(http_origin to, connection_options how) : origin(std::move(to)), options(std::move(how)) {
        auto const& other = options.connect_to;
        host = options.proxy ? options.proxy->host : other && !other->host.empty() ? other->host : origin.host;
        port = options.proxy ? options.proxy->port : other && other->port != 0 ? other->port : origin.port;
        if (!options.proxy && other) unix_socket = other->unix_socket;
        where = origin.host + ":" + std::to_string(origin.port);
        auto const dialled = host + ":" + std::to_string(port);
        if (!unix_socket.empty())
            where += " (at the socket " + unix_socket + ")";
        else if (options.proxy)
            where += " (by the proxy " + dialled + ")";
        else if (dialled != where)
            where += " (at " + dialled + ")";
    }

    http_origin origin;
    connection_options options;
    std::string host; ///< to whom a connection is made
    std::uint16_t port = 0;
    std::string unix_socket{}; ///< in place of host and port
    std::string where;         ///< names the peer in messages
};

} // namespace apibind::detail
