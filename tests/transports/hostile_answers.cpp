// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace apibind;
using namespace support;

namespace {

/// An answer, and how its reading ends over every carrier, though the server keeps the connection open.
struct row {
    std::string name;
    std::string text;
    apibind::phase phase;
    transport_error error;
};

template <class T>
void check(std::vector<row> const& rows, answer_limits limits = {}) {
    for (int version : carriers) {
        carrier over(version);
        over.options.limits = limits;
        for (auto const& one : rows) {
            INFO(over.name() << ": " << one.name);
            raw_server server(saying_and_staying(one.text), over.tls);
            T transport;
            auto const failure = failure_of(over.options.send(transport, over.request(server)), one.phase, one.error);
            CHECK(failure.partial.has_value() == (one.phase == phase::body));
            if (failure.partial) CHECK(failure.partial->status == 200);
            CHECK(server.connections() == 1);
        }
    }
}

row head(std::string name, std::string text) {
    return {std::move(name), std::move(text), phase::head, transport_error::malformed};
}
row field(std::string line) {
    return head(line, "HTTP/1.1 200 OK\r\n" + line + "\r\nX: y\r\n\r\n" + std::string(64, 'x'));
}
row chunks(std::string name, std::string content) {
    return {std::move(name), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + content, phase::body,
            transport_error::malformed};
}

} // namespace

TEST_CASE_TEMPLATE("F21: lengths and codings that two readers could take differently", T, beast_transport,
                   httplib_transport) {
    check<T>({field("Content-Length: 1\r\nContent-Length: 2"),
              field("Content-Length: 2\r\nContent-Length: 2"),
              field("Content-Length: 1, 1"),
              field("Content-Length: 1,2"),
              field("Content-Length: -1"),
              field("Content-Length: +1"),
              field("Content-Length: 0x1"),
              field("Content-Length: 1 1"),
              field("Content-Length:"),
              field("Content-Length: 99999999999999999999"),
              field("Content-Length: %35"),
              field("Transfer-Encoding: %63hunked"),
              field("Transfer-Encoding: gzip, chunked"),
              field("Transfer-Encoding: gzip"),
              field("Transfer-Encoding: chunked, chunked"),
              field("Transfer-Encoding: identity"),
              field("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
              field("Transfer-Encoding: chunked\r\nContent-Length: 1"),
              field("Content-Length: 1\r\nTransfer-Encoding: chunked"),
              head("chunked by HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")});
}

TEST_CASE_TEMPLATE("F22: heads that are not as RFC 9112 has them", T, beast_transport, httplib_transport) {
    check<T>({head("bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
              head("one bare LF", "HTTP/1.1 200 OK\r\nX: y\nContent-Length: 0\r\n\r\n"),
              field("X: a\r\n folded"),
              field("X: a\r\n\tfolded"),
              field(" X: folded first"),
              field("Content-Length : 0"),
              field("X y: a"),
              field(": a"),
              field("no field"),
              field("X: a\x01"),
              field("X: a\x7f"),
              field("X: a\rb"),
              field(std::string("X: a\0b", 6)),
              head("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"),
              head("another version", "HTTP/2 200\r\n\r\n"),
              head("HTTP/1.2", "HTTP/1.2 200 OK\r\n\r\n"),
              head("a small http", "http/1.1 200 OK\r\n\r\n"),
              head("no status", "HTTP/1.1 OK\r\n\r\n"),
              head("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"),
              head("an empty line first", "\r\nHTTP/1.1 200 OK\r\n\r\n"),
              head("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"),
              head("two spaces", "HTTP/1.1  200 OK\r\n\r\n")});
}

TEST_CASE_TEMPLATE("F24: chunks that are none", T, beast_transport, httplib_transport) {
    check<T>(
        {chunks("no size", "x\r\nabc\r\n0\r\n\r\n"), chunks("an empty size", "\r\nabc\r\n0\r\n\r\n"),
         chunks("a negative size", "-3\r\nabc\r\n0\r\n\r\n"), chunks("a size with a plus", "+3\r\nabc\r\n0\r\n\r\n"),
         chunks("a size with 0x", "0x3\r\nabc\r\n0\r\n\r\n"), chunks("a size and a space", "3 \r\nabc\r\n0\r\n\r\n"),
         chunks("a huge size", "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
         chunks("a longer chunk", "3\r\nabcd\r\n0\r\n\r\n"), chunks("bare LF", "3\nabc\n0\n\n"),
         chunks("a bare LF behind a chunk", "3\r\nabc\n0\r\n\r\n"), chunks("CR twice", "3\r\r\nabc\r\n0\r\n\r\n"),
         chunks("an extension that is none", "3;\x01\r\nabc\r\n0\r\n\r\n"),
         chunks("a line feed in a quoted extension", "3;x=\"\n\"\r\nabc\r\n0\r\n\r\n"),
         chunks("an extension without an end", "3;" + std::string(100'000, 'x')),
         chunks("a trailer field that is none", "0\r\nx y: z\r\n\r\n"),
         chunks("a length as trailer field", "0\r\nContent-Length: 3\r\n\r\n"),
         chunks("trailer fields without an end", "0\r\nX: " + std::string(100'000, 'x'))});
}

TEST_CASE_TEMPLATE("F17 to F20, F26, F27: beyond the limits", T, beast_transport, httplib_transport) {
    auto const large = transport_error::too_large;
    std::string flood, many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i != 1'000; ++i) flood += "HTTP/1.1 103 Early Hints\r\n\r\n";
    for (int i = 0; i != 20'000; ++i) many += "X: y\r\n";
    check<T>(
        {{"a long reason", "HTTP/1.1 200 " + std::string(100'000, 'x'), phase::head, large},
         {"a long line", "HTTP/1.1 200 OK\r\nX: " + std::string(1u << 20, 'x'), phase::head, large},
         {"many fields", many, phase::head, large},
         {"interim answers without end", flood, phase::head, large},
         {"a length", "HTTP/1.1 200 OK\r\nContent-Length: 5001\r\n\r\n" + std::string(5'001, 'x'), phase::body, large},
         {"an announced length", "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\nx", phase::body, large},
         {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2000\r\n" + std::string(8'192, 'x') + "\r\n",
          phase::body, large},
         {"content until the end", "HTTP/1.1 200 OK\r\n\r\n" + std::string(6'000, 'x'), phase::body, large}},
        {10'000, 5'000});
}

TEST_CASE_TEMPLATE("F20: an interim answer that is the last thing said", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        T transport;
        raw_server hints(saying_and_closing("HTTP/1.1 103 Early Hints\r\n\r\n"), over.tls);
        failure_of(over.options.send(transport, over.request(hints)), phase::head, transport_error::closed);
        raw_server switching(saying_and_closing("HTTP/1.1 101 Switching Protocols\r\n\r\n"), over.tls);
        auto const response = response_of(over.options.send(transport, over.request(switching)));
        CHECK(response.status == 101);
        CHECK(outcome_of_status(response.status) == outcome::unknown);
    }
}

TEST_CASE_TEMPLATE("an answer that comes byte by byte is the same answer", T, beast_transport, httplib_transport) {
    std::string const texts[] = {answer("ok"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                                 "HTTP/1.1 103 \r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "1;a=b\r\no\r\n001\r\nk\r\n0\r\nX: y\r\n\r\n"};
    for (int version : carriers) {
        carrier over(version);
        raw_server server(
            [&](raw_peer& peer) {
                for (auto const& text : texts) {
                    peer.read_request();
                    for (char c : text) peer.send({&c, 1});
                }
            },
            over.tls);
        T transport;
        for (std::string const body : {"ok", "", "ok"})
            CHECK(response_of(over.options.send(transport, over.request(server))).body == body);
        CHECK(server.connections() == 1);
    }
}

TEST_CASE_TEMPLATE("a body beyond every buffer arrives whole, with and without a length", T, beast_transport,
                   httplib_transport) {
    std::string content(3'000'000, '\0');
    for (std::size_t i = 0; i != content.size(); ++i) content[i] = static_cast<char>(i * 7 + i / 251);
    std::string in_chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at != content.size(); at += 10'000)
        in_chunks += "2710\r\n" + content.substr(at, 10'000) + "\r\n";
    in_chunks += "0\r\n\r\n";
    for (int version : carriers) {
        carrier over(version);
        T transport;
        for (auto const& text : {answer(content), in_chunks, "HTTP/1.1 200 OK\r\n\r\n" + content}) {
            raw_server server(saying_and_closing(text), over.tls);
            auto const response = response_of(over.options.send(transport, over.request(server)));
            CHECK((response.body == content));
        }
    }
}

TEST_CASE_TEMPLATE("a reason phrase of 60 KB is read within the default limits", T, beast_transport,
                   httplib_transport) {
    raw_server server(
        saying_and_closing("HTTP/1.1 200 " + std::string(60'000, 'x') + "\r\nContent-Length: 2\r\n\r\nok"));
    T transport;
    CHECK(response_of(call_options().send(transport, request_to(server.port()))).body == "ok");
}
