// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_sink.hpp>
#include <apibind/http_message.hpp>
#include <apibind/phase_timeouts.hpp>
#include <apibind/secret.hpp>
#include <apibind/verdict.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

namespace apibind {

/// How connections are made. TLS is always verified; a private CA can be given, verification cannot be switched off.
struct connection_options {
    /// Connect to this address instead of the origin's; Host, SNI and the certificate's name stay the origin's.
    struct address {
        std::string host{}; ///< a name or an IP address; empty: the origin's
        std::uint16_t port = 0;
        std::string unix_socket{}; ///< path of a Unix domain socket, without host and port: "/var/run/docker.sock"
        friend bool operator==(address const&, address const&) = default;
    };
    /// An HTTP proxy; https goes through it by CONNECT (RFC 9110 section 9.3.6).
    struct http_proxy {
        std::string host;
        std::uint16_t port = 0;
        std::string user{};
        secret password{};
        friend bool operator==(http_proxy const&, http_proxy const&) = default;
    };
    /// PEM files of the client's certificate chain and its private key.
    struct certificate {
        std::string chain_file;
        std::string key_file;
        friend bool operator==(certificate const&, certificate const&) = default;
    };

    std::optional<address> connect_to{};
    std::string ca_file{}; ///< PEM file that replaces the system's CAs
    std::optional<certificate> client_certificate{};
    std::optional<http_proxy> proxy{};

    friend bool operator==(connection_options const&, connection_options const&) = default;
};

/// The most that is read of an answer.
struct answer_limits {
    std::size_t head = 64u << 10; ///< bytes of status line and fields
    std::size_t body = 64u << 20; ///< bytes of content, after decoding gzip
};

struct send_options {
    connection_options const* connection = nullptr; ///< never null
    std::chrono::steady_clock::time_point deadline{};
    phase_timeouts timeouts{};
    answer_limits limits{};
    std::stop_token stop{}; ///< ends the exchange in any phase: `transport_error::cancelled`
    sink_options stream{};  ///< where content goes while it comes; a transport that does not know it answers whole
};

struct transport_failure {
    /// The phase that failed. Anything before `phase::write` promises that no byte of the request was sent.
    apibind::phase phase = phase::connect;
    transport_error error = transport_error::connect;
    std::string message; ///< one line for a person, without secrets
    std::optional<http_response>
        partial{}; ///< status and fields (and what came of the body), where the head was complete
};

using exchange = std::variant<http_response, transport_failure>;

/// What a transport answers for.
struct transport_promises {
    /// A request that was begun to be written is never written a second time inside one `send`. Endpoints whose effect
    /// is `once` are not sent over a transport that does not promise it.
    bool at_most_once = false;
    /// The content of a request is sent where it is a `source`, too: exactly as many bytes as it says, or the exchange
    /// fails. Requests that have one are not sent over a transport that does not promise it.
    bool sends_sources = false;
};

/// Carries one request to its origin and its answer back: at most once, never following redirects, never throwing.
/// Derive from it to bring a transport of your own; `send` is called from several threads at once.
class transport {
public:
    transport() = default;
    transport(transport const&) = delete;
    transport& operator=(transport const&) = delete;
    virtual ~transport() = default;

    virtual exchange send(http_request const& request, send_options const& options) = 0;

    /// What this transport answers for: nothing, unless it says so. One that hands on to another says what that says.
    virtual transport_promises promises() const noexcept { return {}; }
};

} // namespace apibind
