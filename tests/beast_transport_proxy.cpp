// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <poll.h>

#include <string>

using namespace apibind;
using namespace support;

namespace {

/// A connection to a port of this machine.
int connect_here(std::uint16_t port) {
    int const descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

/// Carries bytes both ways until one side has closed.
void relay(int a, int b) {
    for (pollfd ends[2] = {{a, POLLIN, 0}, {b, POLLIN, 0}}; ::poll(ends, 2, 10'000) > 0;)
        for (int from : {0, 1}) {
            if (ends[from].revents == 0) continue;
            char buffer[4096];
            auto const n = ::recv(ends[from].fd, buffer, sizeof buffer, 0);
            if (n <= 0 || ::send(ends[1 - from].fd, buffer, static_cast<std::size_t>(n), MSG_NOSIGNAL) != n) return;
        }
}

/// A proxy that opens a tunnel to one port, whatever name it is asked for.
raw_server::script tunnelling_to(std::uint16_t port, raw_server*& self) {
    return [port, &self](raw_peer& peer) {
        self->keep(peer.read_request());
        int const inner = connect_here(port);
        peer.send("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        relay(peer.descriptor(), inner);
        ::close(inner);
    };
}

connection_options::http_proxy proxy_at(std::uint16_t port) {
    return {"127.0.0.1", port, "me", secret("pass:word")};
}

} // namespace

TEST_CASE("http by a proxy: the whole URL in the request line, credentials for the proxy") {
    raw_server* self = nullptr;
    raw_server proxy([&](raw_peer& peer) {
        for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
            self->keep(request);
            peer.send(answer("by proxy"));
        }
    });
    self = &proxy;
    beast_transport transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    auto const request = request_to(8080, "/a?b[]=1", "http", "api.invalid");
    CHECK(response_of(options.send(transport, request)).body == "by proxy");
    CHECK(response_of(options.send(transport, request)).body == "by proxy");
    CHECK(proxy.connections() == 1);
    CHECK(proxy.requests().at(0) == "GET http://api.invalid:8080/a?b[]=1 HTTP/1.1\r\nHost: api.invalid:8080\r\n"
                                    "Accept-Encoding: gzip\r\nProxy-Authorization: Basic bWU6cGFzczp3b3Jk\r\n\r\n");
}

TEST_CASE("https by a proxy: a tunnel, in which the proxy sees nothing of the request") {
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

    beast_transport transport;
    call_options options;
    options.connection.ca_file = folder.write("ca.pem", ca.certificate());
    options.connection.proxy = proxy_at(proxy.port());
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(options.send(transport, request_to(443, "/x", "https", "api.invalid"))).body ==
              "api.invalid");
    CHECK(proxy.requests() == std::vector<std::string>{"CONNECT api.invalid:443 HTTP/1.1\r\nHost: api.invalid:443\r\n"
                                                       "Proxy-Authorization: Basic bWU6cGFzczp3b3Jk\r\n\r\n"});
    CHECK(server.requests().at(0) == "GET /x HTTP/1.1\r\nHost: api.invalid\r\nAccept-Encoding: gzip\r\n\r\n");

    failure_of(options.send(transport, request_to(443, "/x", "https", "other.invalid")), phase::tls,
               transport_error::certificate);
}

TEST_CASE("a proxy that opens no tunnel") {
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
    SUBCASE("adds bytes of its own") {
        text = "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    }
    SUBCASE("talks without end") {
        text = "HTTP/1.1 200 " + std::string(100'000, 'x');
    }
    raw_server proxy([&](raw_peer& peer) {
        peer.read_request();
        peer.send(text);
        peer.close();
    });
    beast_transport transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    auto const failure = failure_of(options.send(transport, request_to(443, "/", "https", "api.invalid")),
                                    phase::connect, transport_error::connect);
    CHECK(failure.message.find("pass:word") == std::string::npos);
    CHECK(failure.message.find("bWU6") == std::string::npos);
}

TEST_CASE("a proxy that does not answer") {
    raw_server proxy([](raw_peer& peer) { peer.drain(); });
    beast_transport transport;
    call_options options;
    options.connection.proxy = proxy_at(proxy.port());
    options.timeouts.connect = std::chrono::milliseconds(30);
    failure_of(options.send(transport, request_to(443, "/", "https", "api.invalid")), phase::connect,
               transport_error::timeout);
}
