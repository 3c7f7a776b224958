// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/httplib_error.hpp>
#include <apibind/transport.hpp>

#include <openssl/x509_vfy.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// What is known of a call on which cpp-httplib has given up.
struct httplib_ending {
    send_options const& options;
    connection_options const& connection;
    std::string const& host; ///< of the origin
    bool is_secure;
    phase reached; ///< as far as it was seen; over plain HTTP the end of connecting is not
    error_kind kind;
    bool is_late;              ///< a limit of time has passed, or it was to stop
    bool is_second_connection; ///< it wanted to connect again, which was prevented
    bool may_be_written;       ///< the request, before that
    std::optional<int> tunnel_status;
    long verified;      ///< OpenSSL's word on the certificate
    std::string reason; ///< what OpenSSL or the peer's TLS said; may be empty
    std::chrono::milliseconds read_timeout;
    std::chrono::milliseconds write_timeout;
};

/// Where and why it failed. What cannot be told apart counts as sent.
class httplib_verdict {
public:
    explicit httplib_verdict(httplib_ending const& known) : known_(known) {
        judge();
        if (known_.options.stop.stop_requested()) say(where, transport_error::cancelled, "cancelled");
    }

    phase where = phase::connect;
    transport_error error = transport_error::closed;
    std::string what;

private:
    void say(phase in, transport_error why, std::string text) {
        where = in;
        error = why;
        what = std::move(text);
    }
    void judge() {
        bool const is_write = known_.kind == error_kind::write;
        bool const is_unconnected =
            known_.kind == error_kind::no_connection || known_.kind == error_kind::connect_timeout;
        if (known_.kind == error_kind::refused)
            say(phase::build, transport_error::invalid_request,
                "this version of cpp-httplib does not send a field of this name or value");
        else if (known_.is_second_connection)
            judge_second_connection();
        else if (known_.reached == phase::connect && (known_.is_secure || is_unconnected))
            judge_connect();
        else if (known_.reached == phase::tls ||
                 (known_.reached == phase::write && known_.kind == error_kind::certificate))
            judge_tls();
        else if (known_.reached == phase::body)
            judge_time(phase::body, late("the content did not come", "await", known_.read_timeout),
                       "the content ended too early, or its chunks are malformed");
        else if (is_write)
            judge_time(phase::write, late("the request was not taken", "write", known_.write_timeout),
                       "closed by the peer while the request was written");
        else
            judge_time(phase::await, late("no answer came", "await", known_.read_timeout),
                       "closed by the peer before the head of its answer was complete, or not HTTP");
    }
    void judge_second_connection() {
        if (known_.may_be_written)
            say(phase::await, transport_error::closed,
                "closed by the peer before its answer; the request was not sent again");
        else
            say(known_.is_secure ? phase::tls : phase::connect, transport_error::closed,
                "closed by the peer before the request was written");
    }
    void judge_connect() {
        if (known_.is_late)
            say(phase::connect, transport_error::timeout,
                late("no connection was made", "connect", known_.options.timeouts.connect));
        else if (known_.tunnel_status == 407)
            say(phase::connect, transport_error::connect,
                "the proxy wants other credentials (407): see proxy.user and proxy.password");
        else
            say(phase::connect, transport_error::connect,
                known_.connection.proxy ? "no connection to the proxy, or it opened no tunnel"
                                        : "no connection: refused or not reachable");
    }
    void judge_tls() {
        if (known_.tunnel_status && *known_.tunnel_status / 100 != 2) {
            say(phase::connect, transport_error::connect,
                "the proxy opened no tunnel: it answered with status " + std::to_string(*known_.tunnel_status));
        } else if (known_.kind == error_kind::certificate || known_.verified != X509_V_OK) {
            auto const* const why = known_.verified != X509_V_OK ? X509_verify_cert_error_string(known_.verified)
                                                                 : "cpp-httplib does not find this name in it";
            say(phase::tls, transport_error::certificate,
                "the certificate is not accepted for \"" + known_.host + "\": " + why + " (verified with " +
                    (known_.connection.ca_file.empty() ? "the system's CAs; a private CA is given as ca_file)"
                                                       : "the CAs in \"" + known_.connection.ca_file + "\")"));
        } else if (known_.is_late) {
            say(phase::tls, transport_error::timeout,
                late("the TLS handshake was not complete", "tls", known_.options.timeouts.tls));
        } else {
            bool const is_closed = known_.reason.empty() || known_.reason == "unexpected eof while reading";
            say(phase::tls, is_closed ? transport_error::closed : transport_error::tls,
                "the TLS handshake failed: " + (is_closed ? "closed by the peer" : known_.reason));
        }
    }
    void judge_time(phase in, std::string const& late, std::string const& closed) {
        if (known_.is_late)
            say(in, transport_error::timeout, late);
        else
            say(in, transport_error::closed, closed + (known_.reason.empty() ? "" : ": " + known_.reason));
    }
    /// Which of the limits it was that passed, so that the right one can be raised.
    std::string late(std::string const& text, std::string_view name, std::chrono::milliseconds cap) const {
        if (std::chrono::steady_clock::now() >= known_.options.deadline) return text + " before the call's deadline";
        return text + " within " + std::to_string(cap.count()) + " ms (timeouts." + std::string(name) + ")";
    }

    httplib_ending const& known_;
};

} // namespace apibind::detail
