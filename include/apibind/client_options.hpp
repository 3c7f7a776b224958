// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>
#include <apibind/gate.hpp>
#include <apibind/observer.hpp>
#include <apibind/retry.hpp>
#include <apibind/retry_budget.hpp>
#include <apibind/transport.hpp>
#include <apibind/version.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace apibind {

/// Caps of the phases that differ from the defaults (phase_timeouts; `await`: that of the endpoint).
struct timeout_options {
    std::optional<std::chrono::milliseconds> connect{};
    std::optional<std::chrono::milliseconds> tls{};
    std::optional<std::chrono::milliseconds> write{};
    std::optional<std::chrono::milliseconds> await{};
};

/// What a client does differently from the defaults.
struct client_options {
    /// Another base URL than the declared one: staging, a mock. Plain http only to this machine, unless it was declared
    /// so.
    std::optional<std::string> base{};
    /// Connect to another address under the same host name, which TLS still verifies: a sandbox, a tunnel, or a Unix
    /// domain socket: `.connect_to = {{.unix_socket = "/var/run/docker.sock"}}`.
    std::optional<connection_options::address> connect_to{};
    std::string ca_file{}; ///< PEM file of CAs, instead of the system's
    std::optional<connection_options::certificate> client_certificate{};
    std::optional<connection_options::http_proxy> proxy{};
    std::string user_agent = "apibind/" APIBIND_VERSION; ///< empty: none; cpp-httplib then sends its own
    http_fields fields{};                                ///< further header fields of every request
    timeout_options timeouts{};
    /// Of a whole call, all attempts and waiting for its turn included. Where there is none: 90 s, or 30 s more than
    /// one answer may take where that is longer.
    std::optional<std::chrono::milliseconds> deadline{};
    answer_limits limits{};
    bool strict = false; ///< refuse responses with members that the types do not know, instead of noting them
    std::optional<retry_policy> retry{};           ///< instead of what the endpoints declare
    std::shared_ptr<retry_budget> budget{};        ///< null: that of host and credential in this process
    gate_maker gate{};                             ///< instead of the gate of this process; see host_gate.hpp
    std::shared_ptr<apibind::observer> observer{}; ///< is told of every call
    std::shared_ptr<call_clock> clock{};           ///< null: the machine's
    /// In [0, 1), for the waits between attempts; calls of several threads ask at once. Null: OpenSSL's.
    std::function<double()> random{};
};

/// What one call does differently from its client.
struct call_options {
    std::optional<std::chrono::milliseconds> deadline{};
    std::stop_token stop{}; ///< ends the call wherever it is; what is known of its effect is in the outcome
    timeout_options timeouts{};
    http_fields fields{}; ///< further header fields of this request; they replace the client's of the same name
    std::optional<bool> strict{};
    std::optional<retry_policy> retry{};
    std::shared_ptr<apibind::observer> observer{}; ///< instead of the client's
    /// Where the call goes instead of where the route leads: a URL that an answer gave, absolute or relative to what
    /// the route makes (RFC 3986 section 5). One that leads to another scheme, host or port than the client's is not
    /// followed: the call is not_sent.
    std::string link{};
};

} // namespace apibind
