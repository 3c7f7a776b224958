// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/proxy.hpp"
#include "support/both_transports.hpp"
#include "support/exchanges.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <variant>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("http by a proxy: the whole URL in the request line, credentials for the proxy", T, beast_transport,
                   httplib_transport) {
    raw_server* self = nullptr;
    raw_server proxy([&](raw_peer& peer) {
        for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
            self->keep(request);
            peer.send(answer("by proxy"));
        }
    });
    self = &proxy;
    T transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    auto const request = request_to(8080, "/a?b[]=1", "http", "api.invalid");
    CHECK(response_of(options.send(transport, request)).body == "by proxy");
    CHECK(response_of(options.send(transport, request)).body == "by proxy");
    CHECK(proxy.connections() == 1);
    std::string const expected =
        is_strict<T> ? "GET http://api.invalid:8080/a?b[]=1 HTTP/1.1\r\nHost: api.invalid:8080\r\n"
                       "Accept-Encoding: gzip\r\nProxy-Authorization: Basic bWU6cGFzczp3b3Jk\r\n\r\n"
                     : "GET http://api.invalid:8080/a?b[]=1 HTTP/1.1\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n"
                       "Host: api.invalid:8080\r\nProxy-Authorization: Basic bWU6cGFzczp3b3Jk\r\n"
                       "User-Agent: cpp-httplib/" CPPHTTPLIB_VERSION "\r\n\r\n";
    CHECK(proxy.requests().at(0) == expected);
}

TEST_CASE_TEMPLATE("https by a proxy: a tunnel, in which the proxy sees nothing of the request", T, beast_transport,
                   httplib_transport) {
    temporary_folder folder;
    authority ca;
    raw_server* inside = nullptr;
    raw_server server(
        [&](raw_peer& peer) {
            for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                inside->keep(request);
                peer.send(answer(peer.server_name()));
            }
        },
        tls_settings{ca.issue({.alternative_names = "DNS:api.invalid"})});
    inside = &server;
    raw_server* self = nullptr;
    raw_server proxy(tunnelling_to(server.port(), self));
    self = &proxy;

    T transport;
    call_options options;
    options.connection.ca_file = folder.write("ca.pem", ca.certificate());
    options.connection.proxy = proxy_at(proxy.port());
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(options.send(transport, request_to(443, "/x", "https", "api.invalid"))).body ==
              "api.invalid");
    REQUIRE(proxy.requests().size() == 1);
    CHECK(proxy.requests().front().starts_with("CONNECT api.invalid:443 HTTP/1.1\r\n"));
    CHECK(proxy.requests().front().find("\r\nProxy-Authorization: Basic bWU6cGFzczp3b3Jk\r\n") != std::string::npos);
    REQUIRE(server.requests().size() == 3);
    std::string const expected = is_strict<T> ? "GET /x HTTP/1.1\r\nHost: api.invalid\r\nAccept-Encoding: gzip\r\n\r\n"
                                              : "GET /x HTTP/1.1\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nHost: "
                                                "api.invalid\r\nUser-Agent: cpp-httplib/" CPPHTTPLIB_VERSION "\r\n\r\n";
    for (auto const& request : server.requests()) CHECK(request == expected);
    CHECK(proxy.requests().front() == "CONNECT api.invalid:443 HTTP/1.1\r\nHost: api.invalid:443\r\n"
                                      "Proxy-Authorization: Basic bWU6cGFzczp3b3Jk\r\n\r\n");

    failure_of(options.send(transport, request_to(443, "/x", "https", "other.invalid")), phase::tls,
               transport_error::certificate);
}

TEST_CASE_TEMPLATE("a proxy that opens no tunnel", T, beast_transport, httplib_transport) {
    std::string text;
    SUBCASE("wants credentials") {
        text = "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
    }
    SUBCASE("refuses") {
        text = "HTTP/1.1 502 Bad Gateway\r\n\r\n";
    }
    SUBCASE("is none") {
        text = "SSH-2.0-OpenSSH\r\n\r\n";
    }
    SUBCASE("closes") {
        text = "HTTP/1.1 2";
    }
    SUBCASE("talks on") {
        text = "HTTP/1.1 200 " + std::string(1'000, 'x');
    }
    raw_server proxy([&](raw_peer& peer) {
        peer.read_request();
        peer.send(text);
        peer.close();
    });
    T transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    auto const failure = failure_of(options.send(transport, request_to(443, "/", "https", "api.invalid")),
                                    phase::connect, transport_error::connect);
    CHECK(failure.message.find("pass:word") == std::string::npos);
    CHECK(failure.message.find("bWU6") == std::string::npos);
}

TEST_CASE_TEMPLATE("bytes that a proxy adds behind its answer are no answer of the origin", T, beast_transport,
                   httplib_transport) {
    raw_server proxy([&](raw_peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        peer.close();
    });
    T transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    failure_of(options.send(transport, request_to(443, "/", "https", "api.invalid")), phase::connect,
               transport_error::connect);
}

TEST_CASE_TEMPLATE("a proxy that does not answer", T, beast_transport, httplib_transport) {
    raw_server proxy([](raw_peer& peer) { peer.drain(); });
    T transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    options.timeouts.connect = std::chrono::milliseconds(30);
    failure_of(options.send(transport, request_to(443, "/", "https", "api.invalid")), phase::connect,
               transport_error::timeout);
}
