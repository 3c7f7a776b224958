// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_head.hpp>
#include <apibind/beast_answer.hpp>
#include <apibind/beast_request.hpp>
#include <apibind/connection.hpp>

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace apibind::detail::strict {

/// Reads heads up to that of the final answer. `now` goes from `await` to `head` with the first byte. The peer is a
/// connection, or what stands for one.
template <class Peer>
std::optional<reading_fault> read_head(Peer& peer, std::optional<answer_parser>& parser, method asked,
                                       answer_limits const& limits, wait_limit await_until, time_point deadline,
                                       phase& now) {
    std::size_t size = 0;
    int status = 0;
    auto fault = await_final_head(peer, limits, await_until, deadline, now, size, status, [&](std::string_view head) {
        parser.emplace(asked, limits.body, deadline, peer.stop(), head.size());
        answer_parser::error_code code;
        parser->put(boost::asio::const_buffer(head.data(), head.size()), code);
        return code || !parser->is_header_done()
                   ? std::optional(reading_fault{transport_error::malformed, parser->explain(code)})
                   : std::nullopt;
    });
    if (!fault) peer.consume(size);
    return fault;
}

/// Reads the content behind the head that the parser has read.
template <class Peer>
std::optional<reading_fault> read_content(Peer& peer, answer_parser& parser, content_waits const& waits) {
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
        auto const how = peer.fill(waits.until(), 64u << 10);
        if (how == io::ended) {
            parser.put_eof(code);
            if (!code && parser.is_done()) break;
        }
        if (how != io::done) return content_fault_of(how, peer, waits);
    }
    if (!parser.is_decoded())
        return reading_fault{transport_error::malformed, "the answer is malformed: its gzip content is cut short"};
    return std::nullopt;
}

/// One request and its answer over an open connection. `now` is how far it came; `content` is that of the request's
/// source.
inline exchange exchange_over(connection& peer, http_request const& request, send_options const& options, phase& now,
                              bool& is_reusable, outgoing_content* content = nullptr) {
    auto const fail = [&](reading_fault fault) {
        return transport_failure{now, fault.error, peer.where() + ": " + fault.what, {}};
    };
    auto& text = peer.output();
    write_head(text, request, peer, content);
    std::string_view rest = request.body ? std::string_view(*request.body) : std::string_view();
    if (rest.size() <= copied_content) text.append(std::exchange(rest, {}));

    peer.obey(options.stop);
    now = phase::write;
    auto const sent_before = peer.bytes_sent();
    bool is_answered_early = false;
    std::optional<reading_fault> unwritten;
    if (content) {
        unwritten = content->write(peer, text, is_answered_early, options);
    } else {
        auto const how = peer.write(text, rest, is_answered_early, {options.deadline, options.timeouts.write});
        std::fill(text.begin(), text.end(), '\0'); // it has credentials, and outlives the call
        if (how != io::done) unwritten = fault_of(how, peer, "while the request was written");
    }
    if (unwritten) {
        // Nothing of it left this machine: the peer had gone before, or the content could not be read.
        if (peer.bytes_sent() == sent_before) now = request.origin.is_secure() ? phase::tls : phase::connect;
        return fail(std::move(*unwritten));
    }

    now = phase::await;
    std::optional<answer_parser> parser;
    if (auto fault = read_head(peer, parser, request.method, options.limits, {options.deadline, options.timeouts.await},
                               options.deadline, now))
        return fail(std::move(*fault));
    now = phase::body;
    content_waits waits(options.deadline);
    if (options.stream.sink && options.stream.sink->begin(parser->answer())) {
        parser->give_to(options.stream);
        waits.follow(options.stream);
    }
    if (auto fault = read_content(peer, *parser, waits)) {
        auto failure = fail(std::move(*fault));
        failure.partial = std::move(parser->answer());
        return failure;
    }
    is_reusable = parser->keeps_connection() && !is_answered_early && peer.input().empty();
    return std::move(parser->answer());
}

} // namespace apibind::detail::strict
