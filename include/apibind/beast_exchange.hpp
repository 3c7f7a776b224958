// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/beast_answer.hpp>
#include <apibind/beast_request.hpp>

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace apibind::detail::strict {

/// Why an answer is not complete.
struct reading_fault {
    transport_error error;
    std::string what;
};

template <class Peer>
reading_fault fault_of(io how, Peer const& peer, std::string const& doing) {
    if (how == io::timed_out)
        return {why_late(peer.stop()), (peer.stop().stop_requested() ? "cancelled " : "no time was left ") + doing};
    return {transport_error::closed,
            "closed by the peer " + doing + (how == io::cut && !peer.reason().empty() ? ": " + peer.reason() : "")};
}

/// Reads heads up to that of the final answer. `now` goes from `await` to `head` with the first byte. The peer is a
/// connection, or what stands for one.
template <class Peer>
std::optional<reading_fault> read_head(Peer& peer, std::optional<answer_parser>& parser, method asked,
                                       answer_limits const& limits, time_point await_until, time_point deadline,
                                       phase& now) {
    using verdict = head_scan::verdict;
    auto left = limits.head;
    do {
        parser.emplace(asked, limits.body, deadline, peer.stop());
        head_scan scan;
        auto seen = verdict::incomplete;
        for (;;) {
            if (!peer.input().empty()) {
                now = phase::head;
                seen = scan.look(peer.input());
            }
            if (seen == verdict::malformed)
                return reading_fault{transport_error::malformed,
                                     "the answer is malformed: it is not HTTP/1, or a line of its head is folded or "
                                     "ends without CR"};
            if ((seen == verdict::complete ? scan.end() : peer.input().size()) > left)
                return reading_fault{transport_error::too_large, "the head of the answer is larger than limits.head, " +
                                                                     std::to_string(limits.head) + " bytes"};
            if (seen == verdict::complete) break;
            bool const is_begun = now == phase::head;
            if (auto const how = peer.fill(is_begun ? deadline : await_until); how != io::done)
                return fault_of(how, peer, is_begun ? "in the head of the answer" : "while waiting for the answer");
        }
        left -= scan.end();
        answer_parser::error_code code;
        parser->put(boost::asio::const_buffer(peer.input().data(), scan.end()), code);
        peer.consume(scan.end());
        if (code || !parser->is_header_done()) return reading_fault{transport_error::malformed, parser->explain(code)};
    } while (parser->is_interim());
    return std::nullopt;
}

/// Reads the content behind the head that the parser has read.
template <class Peer>
std::optional<reading_fault> read_content(Peer& peer, answer_parser& parser, time_point deadline) {
    // Chunk sizes and trailer fields that wait for their end.
    constexpr std::size_t longest_framing = 64u << 10;
    parser.eager(true);
    answer_parser::error_code code;
    while (!parser.is_done()) {
        // The parser asserts that a last chunk has its five bytes.
        if (peer.input().size() >= (parser.chunked() ? 5u : 1u)) {
            peer.consume(parser.put(boost::asio::const_buffer(peer.input().data(), peer.input().size()), code));
            if (code && code != boost::beast::http::error::need_more)
                return reading_fault{parser.error(), parser.explain(code)};
            if (parser.is_done()) break;
            if (peer.input().size() > longest_framing || has_bare_lf(peer.input()))
                return reading_fault{transport_error::malformed, "the answer is malformed: its chunks are none"};
        }
        auto const how = peer.fill(deadline, 64u << 10);
        if (how == io::ended) {
            parser.put_eof(code);
            if (!code && parser.is_done()) break;
        }
        if (how != io::done) return fault_of(how, peer, "in the content of the answer");
    }
    if (!parser.is_decoded())
        return reading_fault{transport_error::malformed, "the answer is malformed: its gzip content is cut short"};
    return std::nullopt;
}

/// The first line of what a peer said, fit for a message.
inline std::string first_line(std::string_view text) {
    return printable(text.substr(0, std::min<std::size_t>(text.find('\r'), 80)));
}

/// Asks the proxy for a tunnel to the origin (RFC 9110 section 9.3.6).
inline std::optional<transport_failure> open_tunnel(connection& peer, time_point until) {
    auto const failed = [&](transport_error error, std::string const& what) {
        return transport_failure{phase::connect, error, peer.where() + ": " + what, {}};
    };
    auto host = peer.origin().host.find(':') == std::string::npos ? peer.origin().host : "[" + peer.origin().host + "]";
    host += ":" + std::to_string(peer.origin().port);
    auto const text = "CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\n" + peer.proxy_authorization() + "\r\n";
    bool is_answered = false;
    if (auto const how = peer.write(text, {}, is_answered, until); how != io::done)
        return failed(how == io::timed_out ? why_late(peer.stop()) : transport_error::connect,
                      "the proxy did not take the request for a tunnel");
    std::optional<answer_parser> parser;
    auto now = phase::await;
    // A success has no content, whatever its fields say; that of a refusal is not of interest.
    auto const fault = read_head(peer, parser, method::head, {.head = 16u << 10, .body = 0}, until, until, now);
    if (fault && (fault->error == transport_error::timeout || fault->error == transport_error::cancelled))
        return failed(fault->error, "the proxy did not open the tunnel in time");
    if (fault)
        return failed(transport_error::connect,
                      "the proxy did not open the tunnel: " + fault->what +
                          (peer.input().empty() ? "" : " (\"" + first_line(peer.input()) + "\")"));
    int const status = parser->answer().status;
    if (status == 407)
        return failed(transport_error::connect,
                      "the proxy wants other credentials (407): see proxy.user and proxy.password");
    if (!is_success(status))
        return failed(transport_error::connect,
                      "the proxy did not open the tunnel: it answered " + std::to_string(status));
    if (!peer.input().empty())
        return failed(transport_error::connect, "the proxy added bytes of its own to the tunnel");
    return std::nullopt;
}

/// Nothing where the connection is open; every failure is before a byte of the request.
inline std::optional<transport_failure> open(connection& peer, tls_contexts& contexts, send_options const& options) {
    std::shared_ptr<tls_context> context;
    if (peer.origin().is_secure()) { // first: what cannot be read is found out before anybody is connected to
        auto found = contexts.find(peer.options());
        if (auto* failure = std::get_if<transport_failure>(&found)) return std::move(*failure);
        context = std::get<std::shared_ptr<tls_context>>(std::move(found));
    }
    peer.obey(options.stop);
    auto const until = within(options.timeouts.connect, options.deadline);
    if (auto failure = peer.dial(until)) return failure;
    if (context) {
        if (peer.options().proxy)
            if (auto failure = open_tunnel(peer, until)) return failure;
        if (auto failure = peer.shake_hands(contexts, context, within(options.timeouts.tls, options.deadline)))
            return failure;
    }
    if (auto const how = peer.look(); how != io::timed_out)
        return transport_failure{context ? phase::tls : phase::connect,
                                 how == io::done ? transport_error::malformed : transport_error::closed,
                                 peer.where() + (how == io::done
                                                     ? ": it spoke before it was asked"
                                                     : ": closed by the peer before the request was written"),
                                 {}};
    return std::nullopt;
}

/// One request and its answer over an open connection. `now` is how far it came.
inline exchange exchange_over(connection& peer, http_request const& request, send_options const& options, phase& now,
                              bool& is_reusable) {
    auto const fail = [&](reading_fault fault) {
        return transport_failure{now, fault.error, peer.where() + ": " + fault.what, {}};
    };
    auto& text = peer.output();
    write_head(text, request, peer);
    std::string_view rest = request.body ? std::string_view(*request.body) : std::string_view();
    if (rest.size() <= copied_content) text.append(std::exchange(rest, {}));

    peer.obey(options.stop);
    now = phase::write;
    auto const sent_before = peer.bytes_sent();
    bool is_answered_early = false;
    auto const written = peer.write(text, rest, is_answered_early, within(options.timeouts.write, options.deadline));
    std::fill(text.begin(), text.end(), '\0'); // it has credentials, and outlives the call
    if (written != io::done) {
        // Nothing of it left this machine: the peer had gone before.
        if (peer.bytes_sent() == sent_before) now = request.origin.is_secure() ? phase::tls : phase::connect;
        return fail(fault_of(written, peer, "while the request was written"));
    }

    now = phase::await;
    std::optional<answer_parser> parser;
    if (auto fault = read_head(peer, parser, request.method, options.limits,
                               within(options.timeouts.await, options.deadline), options.deadline, now))
        return fail(std::move(*fault));
    now = phase::body;
    if (auto fault = read_content(peer, *parser, options.deadline)) {
        auto failure = fail(std::move(*fault));
        failure.partial = std::move(parser->answer());
        return failure;
    }
    is_reusable = parser->keeps_connection() && !is_answered_early && peer.input().empty();
    return std::move(parser->answer());
}

} // namespace apibind::detail::strict
