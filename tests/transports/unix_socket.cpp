// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/exchanges.hpp"
#include "support/proxy.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

/// A socket with as many waiting as it lets wait: an attempt to connect has to wait itself.
class full_socket {
public:
    explicit full_socket(std::string const& path) {
        address_.sun_family = AF_UNIX;
        path.copy(address_.sun_path, sizeof address_.sun_path - 1);
        descriptors_.push_back(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        auto const* const raw = reinterpret_cast<sockaddr const*>(&address_);
        REQUIRE(::bind(descriptors_[0], raw, sizeof address_) == 0);
        REQUIRE(::listen(descriptors_[0], 0) == 0);
        int failed = 0;
        for (int i = 0; i != 16 && failed == 0; ++i) {
            descriptors_.push_back(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            failed = ::connect(descriptors_.back(), raw, sizeof address_);
        }
        REQUIRE(failed != 0);
    }
    full_socket(full_socket const&) = delete;
    full_socket& operator=(full_socket const&) = delete;
    ~full_socket() {
        for (int descriptor : descriptors_) ::close(descriptor);
    }

private:
    sockaddr_un address_{};
    std::vector<int> descriptors_;
};

call_options by_socket(std::string path) {
    call_options out;
    out.connection.connect_to = connection_options::address{.unix_socket = std::move(path)};
    return out;
}
raw_server::script echoing(raw_server*& self) {
    return [&self](raw_peer& peer) {
        for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
            self->keep(request);
            peer.send(answer("ok"));
        }
    };
}

} // namespace

TEST_CASE_TEMPLATE("requests go by a Unix domain socket, over a connection that is kept", T, beast_transport,
                   httplib_transport) {
    temporary_folder folder;
    auto const path = folder.path_of("a.sock"), other_path = folder.path_of("b.sock");
    raw_server* self = nullptr;
    raw_server server(echoing(self), std::nullopt, path);
    self = &server;
    raw_server* other_self = nullptr;
    raw_server other(echoing(other_self), std::nullopt, other_path);
    other_self = &other;

    T transport;
    auto request = request_to(80, "/v1.43/containers/json?all=true", "http", "localhost");
    CHECK(response_of(by_socket(path).send(transport, request)).body == "ok");
    request.method = method("PURGE");
    CHECK(response_of(by_socket(path).send(transport, request)).body == "ok");
    CHECK(server.connections() == 1);
    // The same origin by another socket is another peer.
    CHECK(response_of(by_socket(other_path).send(transport, request)).body == "ok");
    CHECK(other.connections() == 1);
    CHECK(server.connections() == 1);

    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[0].starts_with("GET /v1.43/containers/json?all=true HTTP/1.1\r\n"));
    CHECK(server.requests()[1].starts_with("PURGE /v1.43/containers/json?all=true HTTP/1.1\r\n"));
    for (auto const& text : server.requests()) {
        CHECK(text.find("\r\nHost: localhost\r\n") != std::string::npos);
        CHECK(text.find("Content-Length") == std::string::npos);
    }
}

TEST_CASE_TEMPLATE("TLS by a Unix domain socket verifies the origin's name", T, beast_transport, httplib_transport) {
    temporary_folder folder;
    authority ca;
    auto const path = folder.path_of("tls.sock");
    raw_server server(
        [](raw_peer& peer) {
            peer.read_request();
            peer.send(answer(peer.server_name()));
            peer.drain();
        },
        tls_settings{ca.issue({.alternative_names = "DNS:api.invalid"})}, path);
    T transport;
    auto options = by_socket(path);
    options.connection.ca_file = folder.write("ca.pem", ca.certificate());
    CHECK(response_of(options.send(transport, request_to(443, "/", "https", "api.invalid"))).body == "api.invalid");
    failure_of(options.send(transport, request_to(443, "/", "https", "other.invalid")), phase::tls,
               transport_error::certificate);
}

TEST_CASE_TEMPLATE("the deadline holds on a Unix domain socket: no answer, half an answer, no room to connect", T,
                   beast_transport, httplib_transport) {
    temporary_folder folder;
    T transport;
    auto const request = request_to(80, "/", "http", "localhost");
    auto const in_time = [&](call_options options, phase where, transport_error error) {
        options.deadline = 200ms;
        auto const begin = std::chrono::steady_clock::now();
        auto const failure = failure_of(options.send(transport, request), where, error);
        auto const took = std::chrono::steady_clock::now() - begin;
        CHECK(took >= 190ms);
        CHECK(took < 3s);
        CHECK(failure.message.starts_with("localhost:80 (at the socket " + folder.path_of("")));
    };
    raw_server silent([](raw_peer& peer) { peer.drain(); }, std::nullopt, folder.path_of("silent"));
    in_time(by_socket(folder.path_of("silent")), phase::await, transport_error::timeout);
    raw_server slow(
        [](raw_peer& peer) {
            peer.read_request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
            peer.drain();
        },
        std::nullopt, folder.path_of("slow"));
    in_time(by_socket(folder.path_of("slow")), phase::body, transport_error::timeout);
    full_socket full(folder.path_of("full"));
    in_time(by_socket(folder.path_of("full")), phase::connect, transport_error::timeout);

    std::stop_source stop;
    auto options = by_socket(folder.path_of("full"));
    options.stop = stop.get_token();
    std::jthread const stopping([&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    failure_of(options.send(transport, request), phase::connect, transport_error::cancelled);
}

TEST_CASE_TEMPLATE("what is no socket is told before anything is sent", T, beast_transport, httplib_transport) {
    temporary_folder folder;
    T transport;
    auto const request = request_to(80, "/", "http", "localhost");
    auto const said = [&](call_options const& options, phase where, transport_error error) {
        return failure_of(options.send(transport, request), where, error).message;
    };
    auto const nobody = folder.path_of("nobody");
    CHECK(said(by_socket(nobody), phase::connect, transport_error::connect) ==
          "localhost:80 (at the socket " + nobody + "): No such file or directory");
    std::string const longest(107, 'x'), too_long(108, 'x');
    CHECK(said(by_socket(longest), phase::connect, transport_error::connect).ends_with("No such file or directory"));
    CHECK(said(by_socket(too_long), phase::build, transport_error::invalid_request) ==
          "localhost:80 (at the socket " + too_long + "): the path of the socket is longer than the system takes");
    CHECK(said(by_socket(std::string("a\0b", 3)), phase::build, transport_error::invalid_request) ==
          "connect_to's unix_socket has a NUL in its path");
    auto options = by_socket(nobody);
    options.connection.connect_to->port = 80;
    CHECK(said(options, phase::build, transport_error::invalid_request) ==
          "connect_to has a host or a port beside its unix_socket: give one or the other");
    options = by_socket(nobody);
    options.connection.proxy = proxy_at(1);
    CHECK(said(options, phase::build, transport_error::invalid_request) ==
          "connect_to and proxy exclude each other: the proxy does the connecting");
}
