// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/exchanges.hpp"
#include "support/gzip_of_run.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace apibind;
using namespace support;

namespace {

template <class T>
exchange ask(std::string const& content, answer_limits limits = {}, bool is_chunked = false) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";
        if (is_chunked) {
            peer.send(head + "Transfer-Encoding: chunked\r\n\r\n");
            for (char c : content) peer.send("1\r\n" + std::string(1, c) + "\r\n");
            peer.send("0\r\n\r\n");
        } else {
            peer.send(answer(content, "Content-Encoding: gzip\r\n"));
        }
        peer.drain();
    });
    call_options options;
    options.limits = limits;
    T transport;
    return options.send(transport, request_to(server.port()));
}

} // namespace

TEST_CASE_TEMPLATE("a gzip answer is decoded", T, beast_transport, httplib_transport) {
    gzip_of_run const packed('a', 100);
    for (bool is_chunked : {false, true}) {
        auto const response = response_of(ask<T>(packed.bytes(), {}, is_chunked));
        CHECK(response.body == std::string(25'801, 'a'));
        CHECK(response.fields.find("Content-Encoding") == "gzip");
    }
    CHECK(response_of(ask<T>("")).body.empty());
}

TEST_CASE_TEMPLATE("the limit of the body is one of decoded bytes", T, beast_transport, httplib_transport) {
    answer_limits limits;
    limits.body = 25'801;
    CHECK(response_of(ask<T>(gzip_of_run('a', 100).bytes(), limits)).body.size() == 25'801);
    limits.body = 25'800;
    auto const failure =
        failure_of(ask<T>(gzip_of_run('a', 100).bytes(), limits), phase::body, transport_error::too_large);
    REQUIRE(failure.partial);
    CHECK(failure.partial->body.size() <= 25'800);
}

TEST_CASE_TEMPLATE("a gzip content that is cut or damaged is no success, though its framing is whole", T,
                   beast_transport, httplib_transport) {
    auto const whole = gzip_of_run('a', 1'000).bytes();
    for (std::size_t left_out : {1u, 4u, 8u, 9u, 100u, 1'000u})
        failure_of(ask<T>(whole.substr(0, whole.size() - left_out)), phase::body, transport_error::malformed);
    failure_of(ask<T>("not gzip at all, but long enough"), phase::body, transport_error::malformed);
    failure_of(ask<T>(whole + "surplus"), phase::body, transport_error::malformed);
    auto damaged = whole;
    damaged[damaged.size() - 8] ^= 1;
    failure_of(ask<T>(damaged), phase::body, transport_error::malformed);
}

TEST_CASE_TEMPLATE("the optional parts of a gzip header, and several members", T, beast_transport, httplib_transport) {
    auto const whole = gzip_of_run('a', 1).bytes();
    auto const with = [&](char flags, std::string const& parts) {
        return whole.substr(0, 3) + flags + whole.substr(4, 6) + parts + whole.substr(10);
    };
    using std::string;
    string const run(259, 'a');
    CHECK(response_of(ask<T>(with(8, string("name\0", 5)))).body == run);
    CHECK(response_of(ask<T>(with(16, string("\0", 1)))).body == run);
    CHECK(response_of(ask<T>(with(4, string("\x02\0xy", 4)))).body == run);
    CHECK(response_of(ask<T>(with(4 + 8 + 16, string("\0\0n\0c\0", 6)))).body == run);
    CHECK(response_of(ask<T>(whole + whole)).body == run + run);
    failure_of(ask<T>(whole + whole.substr(0, 5)), phase::body, transport_error::malformed);
    failure_of(ask<T>(with(2, "xx")), phase::body, transport_error::malformed);
    failure_of(ask<T>(with(32, "")), phase::body, transport_error::malformed);
}

TEST_CASE_TEMPLATE("encoded forms of nothing end with the limit", T, beast_transport, httplib_transport) {
    std::string const nothing("\x1f\x8b\x08\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", 20);
    std::string flood;
    while (flood.size() < 200'000) flood += nothing;
    failure_of(ask<T>(flood, {64u << 10, 5'000}), phase::body, transport_error::too_large);
    CHECK(response_of(ask<T>(nothing)).body.empty());
}
