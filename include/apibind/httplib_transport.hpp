// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error                                                                                                                 \
    "apibind: cpp-httplib without TLS: compile with the flags of `pkg-config --cflags --libs cpp-httplib` (or link httplib::httplib), or define CPPHTTPLIB_OPENSSL_SUPPORT in every unit where cpp-httplib is header-only."
#endif

#include <apibind/httplib_answer.hpp>
#include <apibind/httplib_pool.hpp>
#include <apibind/httplib_request.hpp>

#include <httplib.h>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind {

namespace detail {

/// What came of the content of an answer.
struct content_result {
    std::string body;
    std::optional<transport_error> error{};
    std::string message{};
};

/// The way by which cpp-httplib reads an answer: from a connection, under a guard. What it writes goes nowhere: the
/// request has been sent.
class answer_stream final : public httplib::Stream {
public:
    answer_stream(connection& peer, std::string head, content_guard& guard, time_point until)
        : peer_(peer), head_(std::move(head)), guard_(guard), until_(until) {}

    io last() const noexcept { return last_; }

    // None says override: the versions of cpp-httplib differ in which of these they have.
    virtual ssize_t read(char* data, size_t size) {
        if (given_ != head_.size()) {
            auto const n = head_.copy(data, size, given_);
            given_ += n;
            return static_cast<ssize_t>(n);
        }
        for (;;) {
            if (guard_.is_bad()) return -1;
            if (guard_.is_complete() || size == 0) return 0;
            // Byte by byte: what follows the content stays with the connection.
            std::size_t passed = 0;
            last_ = peer_.consume(until_, [&](char c) {
                if (guard_.pass(c)) data[passed++] = c;
                return passed != size && !guard_.is_complete() && !guard_.is_bad();
            });
            if (last_ == io::ended) guard_.close();
            if (passed != 0 && !guard_.is_bad()) return static_cast<ssize_t>(passed);
            if (last_ != io::done && !guard_.is_complete()) return -1;
        }
    }
    virtual ssize_t write(char const*, size_t size) { return static_cast<ssize_t>(size); }

    virtual bool is_readable() const { return true; }
    virtual bool is_writable() const { return true; }
    virtual bool wait_readable() const { return true; }
    virtual bool wait_writable() const { return true; }
    virtual bool is_peer_alive() const { return true; }
    virtual time_t duration() const { return 0; }
    virtual void get_remote_ip_and_port(std::string&, int&) const {}
    virtual void get_local_ip_and_port(std::string&, int&) const {}
    virtual socket_t socket() const { return INVALID_SOCKET; }

private:
    connection& peer_;
    std::string const head_;
    std::size_t given_ = 0;
    content_guard& guard_;
    time_point until_;
    io last_ = io::done;
};

/// cpp-httplib's reading of answers, over a stream of ours. Its own sockets and its `send` are not used: they read
/// without a deadline, cap no head, lose the phase of a failure, and newer ones send a request twice.
class answer_reader : private httplib::ClientImpl {
public:
    answer_reader() : httplib::ClientImpl("localhost") {}

    content_result read(connection& peer, answer_head const& head, send_options const& options) {
        content_result out;
        content_guard guard(head);
        // Only what says how the content is framed and encoded: cpp-httplib decodes percent signs in fields, crashes
        // on long reason phrases and keeps fields without a limit.
        std::string text = "HTTP/1.1 200 OK\r\n";
        if (head.framing == framing::length) text += "Content-Length: " + std::to_string(head.length) + "\r\n";
        if (head.framing == framing::chunked) text += "Transfer-Encoding: chunked\r\n";
        if (head.is_gzip && decodes_gzip) text += "Content-Encoding: gzip\r\n";
        answer_stream stream(peer, text + "\r\n", guard, options.deadline);

        bool is_too_large = false;
        httplib::Request request;
        request.method = "GET";
        request.path = "/";
        request.content_receiver = [&](char const* data, size_t size, auto...) {
            is_too_large = size > options.limits.body - out.body.size();
            if (!is_too_large) out.body.append(data, size);
            return !is_too_large;
        };
        httplib::Response response;
        auto error = httplib::Error::Success;
        bool const is_read = process_request(stream, request, response, false, error);

        auto const fail = [&](transport_error why, std::string what) {
            out.error = why;
            out.message = std::move(what);
        };
        if (is_too_large)
            fail(transport_error::too_large,
                 "the content is larger than limits.body, " + std::to_string(options.limits.body) + " bytes");
        else if (guard.is_bad())
            fail(transport_error::malformed, "the content's chunks are malformed");
        else if (stream.last() == io::timed_out)
            fail(transport_error::timeout, "the content was not complete by the deadline");
        else if (!guard.is_complete())
            fail(transport_error::closed, "the connection was closed in the middle of the content");
        else if (!is_read || (head.is_gzip && decodes_gzip && !guard.ends_gzip_of(out.body.size())))
            fail(transport_error::malformed, "the content cannot be decoded from gzip");
        return out;
    }

#ifdef CPPHTTPLIB_ZLIB_SUPPORT
    static constexpr bool decodes_gzip = true;
#else
    static constexpr bool decodes_gzip = false;
#endif
};

} // namespace detail

/// The default transport: HTTP/1.1 with kept connections, over sockets and OpenSSL, answers read by cpp-httplib.
///
/// Keeps every promise of `transport` with any version of cpp-httplib from 0.11.4 on. A request is written once, byte
/// for byte as given: Host first, then its fields in their order, then `Accept-Encoding: gzip` (where it names none)
/// and Content-Length. Threads share it.
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

    exchange send(http_request const& request, send_options const& options) override {
#if defined(__cpp_exceptions)
        auto last = phase::build;
        try {
            return exchange_of(request, options, last);
        } catch (std::exception const& e) {
            return transport_failure{last,
                                     last < phase::write ? transport_error::connect : transport_error::closed,
                                     request.origin.host + ": given up for want of memory or threads: " + e.what(),
                                     {}};
        }
#else
        auto last = phase::build;
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
        if (!peer) {
            peer = std::make_unique<detail::connection>(request.origin, how);
            if (auto failure = peer->open(contexts_, options)) return std::move(*failure);
        }
        bool is_reusable = false;
        auto out = over(*peer, request, options, now, is_reusable);
        if (is_reusable) pool_.give_back(std::move(peer));
        return out;
    }

    /// One request and its answer over an open connection.
    static exchange over(detail::connection& peer, http_request const& request, send_options const& options, phase& now,
                         bool& is_reusable) {
        using detail::io;
        auto const fail = [&](transport_error error, std::string const& what) {
            return transport_failure{now, error, peer.where() + ": " + what, {}};
        };
        auto const fail_of = [&](io how, std::string const& doing) {
            if (how == io::timed_out) return fail(transport_error::timeout, "no time was left " + doing);
            return fail(transport_error::closed,
                        "closed by the peer " + doing +
                            (how == io::cut && !peer.reason().empty() ? ": " + peer.reason() : ""));
        };

        auto text = detail::head_of(request, peer, detail::answer_reader::decodes_gzip);
        if (request.body) text += *request.body;
        auto const sent_before = peer.bytes_sent();
        now = phase::write;
        bool is_answered_early = false;
        auto written = peer.write(text, is_answered_early, detail::within(options.timeouts.write, options.deadline));
        if (written != io::done) {
            // Nothing of it left this machine: the peer had gone before.
            if (peer.bytes_sent() == sent_before) now = request.origin.is_secure() ? phase::tls : phase::connect;
            return fail_of(written, "while the request was written");
        }

        now = phase::await;
        auto until = detail::within(options.timeouts.await, options.deadline);
        std::string head_text;
        detail::answer_head head;
        std::size_t total = 0;
        do {
            head_text.clear();
            head = {};
            bool is_complete = false, is_bad = false;
            while (!is_complete) {
                auto const read = peer.consume(until, [&](char c) {
                    // A bare LF is where readers begin to differ.
                    is_bad = c == '\n' && !head_text.ends_with('\r');
                    head_text += c;
                    is_complete = head_text.ends_with("\r\n\r\n");
                    return !is_complete && !is_bad && ++total <= options.limits.head;
                });
                if (!head_text.empty() && now == phase::await) {
                    now = phase::head;
                    until = options.deadline;
                }
                if (read != io::done)
                    return fail_of(read,
                                   now == phase::await ? "while waiting for the answer" : "in the head of the answer");
                if (total > options.limits.head)
                    return fail(transport_error::too_large, "the head of the answer is larger than limits.head, " +
                                                                std::to_string(options.limits.head) + " bytes");
                if (is_bad)
                    return fail(transport_error::malformed,
                                "the answer is malformed: a line of its head ends without CR");
            }
            if (auto wrong = detail::read_head(head_text, request.method, head))
                return fail(transport_error::malformed, "the answer is malformed: " + *wrong);
        } while (head.is_interim());

        now = phase::body;
        http_response response{head.status, head.fields, {}};
        if (head.framing != detail::framing::none) {
            auto content = detail::answer_reader().read(peer, head, options);
            response.body = std::move(content.body);
            if (content.error) {
                auto failure = fail(*content.error, content.message);
                failure.partial = std::move(response);
                return failure;
            }
        }
        is_reusable = head.keeps_alive && !is_answered_early;
        return response;
    }

    detail::tls_contexts contexts_;
    detail::connection_pool pool_; ///< after the contexts that its connections refer to
};

} // namespace apibind
