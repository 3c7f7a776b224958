// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

using namespace apibind;
using namespace support;

namespace {

/// A TLS server that answers with the name that the client asked for by SNI.
struct secure_server {
    raw_server* self = nullptr;
    raw_server server;
    explicit secure_server(tls_settings tls)
        : server(
              [this](raw_peer& peer) {
                  for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                      self->keep(request);
                      peer.send(answer(peer.server_name()));
                  }
              },
              std::move(tls)) {
        self = &server;
    }
};

/// A CA of the test, its file, and options that trust it and reach a server under the name of an API.
struct trust {
    temporary_folder folder;
    authority ca;
    std::string ca_file = folder.write("ca.pem", ca.certificate());

    call_options to(std::uint16_t port) const {
        call_options out;
        out.connection.ca_file = ca_file;
        out.connection.connect_to = {"127.0.0.1", port};
        return out;
    }
};

http_request secure_request(std::string host = "api.example.com", std::uint16_t port = 443) {
    return request_to(port, "/", "https", std::move(host));
}

} // namespace

TEST_CASE("connect_to leaves SNI, Host and the certificate's name to the origin") {
    trust trusted;
    secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    beast_transport transport;
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(trusted.to(at.server.port()).send(transport, secure_request())).body == "api.example.com");
    CHECK(at.server.connections() == 1);
    CHECK(at.server.requests().at(0) == "GET / HTTP/1.1\r\nHost: api.example.com\r\nAccept-Encoding: gzip\r\n\r\n");

    auto by_name = trusted.to(at.server.port());
    by_name.connection.connect_to->host = "localhost";
    CHECK(response_of(by_name.send(transport, secure_request("api.example.com", 8443))).status == 200);
    CHECK(at.server.requests().back().find("Host: api.example.com:8443\r\n") != std::string::npos);
}

TEST_CASE("certificates that are accepted") {
    trust trusted;
    subject about;
    std::string host = "api.example.com";
    SUBCASE("a name among others") {
        about.alternative_names = "DNS:www.example.com,DNS:api.example.com";
    }
    SUBCASE("another case") {
        about.alternative_names = "DNS:API.Example.com";
    }
    SUBCASE("a whole label as wildcard") {
        about.alternative_names = "DNS:*.example.com";
    }
    SUBCASE("an IP address") {
        about.alternative_names = "IP:127.0.0.1";
        host = "127.0.0.1";
    }
    secure_server at({trusted.ca.issue(about)});
    beast_transport transport;
    CHECK(response_of(trusted.to(at.server.port()).send(transport, secure_request(host))).status == 200);
}

TEST_CASE("certificates that are not accepted see no byte of the request") {
    trust trusted;
    subject about;
    std::string host = "api.example.com";
    authority const other_ca("another CA");
    auto const* signer = &trusted.ca;
    std::string_view reason = "mismatch";
    SUBCASE("another name") {
        about.alternative_names = "DNS:www.example.com";
    }
    SUBCASE("the domain above") {
        about.alternative_names = "DNS:example.com";
    }
    SUBCASE("the common name alone") {
        about = {.alternative_names = "", .common_name = "api.example.com"};
    }
    SUBCASE("the common name beside another name") {
        about = {.alternative_names = "DNS:www.example.com", .common_name = "api.example.com"};
    }
    SUBCASE("a partial wildcard") {
        about.alternative_names = "DNS:a*.example.com";
    }
    SUBCASE("a wildcard in the middle") {
        about.alternative_names = "DNS:api.*.com";
    }
    SUBCASE("a wildcard for two labels") {
        about.alternative_names = "DNS:*.com";
    }
    SUBCASE("a wildcard alone") {
        about.alternative_names = "DNS:*";
    }
    SUBCASE("a wildcard for a name below") {
        about.alternative_names = "DNS:*.example.com";
        host = "a.api.example.com";
    }
    SUBCASE("a name with a NUL's look") {
        about.alternative_names = "DNS:api.example.com.evil.org";
    }
    SUBCASE("an IP address as a name") {
        about.alternative_names = "DNS:127.0.0.1";
        host = "127.0.0.1";
    }
    SUBCASE("another IP address") {
        about.alternative_names = "IP:127.0.0.2";
        host = "127.0.0.1";
    }
    SUBCASE("an IP address that the common name has") {
        about = {.alternative_names = "", .common_name = "127.0.0.1"};
        host = "127.0.0.1";
    }
    SUBCASE("an unknown CA") {
        about.alternative_names = "DNS:api.example.com";
        signer = &other_ca;
        reason = "unable to get local issuer certificate";
    }
    SUBCASE("expired") {
        about = {.alternative_names = "DNS:api.example.com", .valid_from = -7'200, .valid_until = -3'600};
        reason = "expired";
    }
    SUBCASE("not yet valid") {
        about = {.alternative_names = "DNS:api.example.com", .valid_from = 3'600};
        reason = "not yet valid";
    }
    secure_server at({signer->issue(about)});
    beast_transport transport;
    auto const failure = failure_of(trusted.to(at.server.port()).send(transport, secure_request(host)), phase::tls,
                                    transport_error::certificate);
    INFO(failure.message);
    CHECK(failure.message.find(reason) != std::string::npos);
    CHECK(failure.message.find("\"" + host + "\"") != std::string::npos);
    CHECK(at.server.requests().empty());
}

TEST_CASE("without a CA file it is the system's CAs that count") {
    trust trusted;
    secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    beast_transport transport;
    auto options = trusted.to(at.server.port());
    options.connection.ca_file.clear();
    auto const failure =
        failure_of(options.send(transport, secure_request()), phase::tls, transport_error::certificate);
    CHECK(failure.message.find("the system's CAs") != std::string::npos);
}

TEST_CASE("TLS 1.2 and 1.3 are spoken, 1.1 is not") {
    trust trusted;
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION, TLS1_1_VERSION}) {
        secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"}), version, version});
        beast_transport transport;
        auto const got = trusted.to(at.server.port()).send(transport, secure_request());
        if (version == TLS1_1_VERSION) {
            failure_of(got, phase::tls, transport_error::tls);
        } else {
            CHECK(response_of(got).status == 200);
        }
    }
}

TEST_CASE("whatever the machine's settings, a context verifies and begins at TLS 1.2") {
    detail::strict::tls_contexts contexts;
    auto const found = contexts.find({});
    REQUIRE(std::holds_alternative<std::shared_ptr<detail::strict::tls_context>>(found));
    auto* const context = std::get<std::shared_ptr<detail::strict::tls_context>>(found)->handle.get();
    CHECK(SSL_CTX_get_min_proto_version(context) == TLS1_2_VERSION);
    CHECK(SSL_CTX_get_verify_mode(context) == SSL_VERIFY_PEER);
}

TEST_CASE("a file that cannot be used is named before anybody is connected to") {
    trust trusted;
    auto const own = trusted.ca.issue();
    secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    beast_transport transport;
    auto options = trusted.to(at.server.port());
    auto const chain = trusted.folder.write("own.pem", own.certificate);
    auto const key = trusted.folder.write("own.key", own.key);
    std::string name;
    SUBCASE("no CA file") {
        options.connection.ca_file = name = "/nowhere/ca.pem";
    }
    SUBCASE("a CA file without a certificate") {
        options.connection.ca_file = name = trusted.folder.write("empty.pem", "");
    }
    SUBCASE("no chain") {
        options.connection.client_certificate = {name = "/nowhere/own.pem", key};
    }
    SUBCASE("no key") {
        options.connection.client_certificate = {chain, name = "/nowhere/own.key"};
    }
    SUBCASE("the key of another certificate") {
        name = trusted.folder.write("other.key", trusted.ca.issue().key);
        options.connection.client_certificate = {chain, name};
    }
    auto const failure =
        failure_of(options.send(transport, secure_request()), phase::tls, transport_error::certificate);
    CHECK(failure.message.find(name) != std::string::npos);
    CHECK(at.server.connections() == 0);
}

TEST_CASE("a server that wants a client certificate") {
    trust trusted;
    auto const own = trusted.ca.issue();
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        secure_server at(
            {trusted.ca.issue({.alternative_names = "DNS:api.example.com"}), version, version, trusted.ca_file});
        beast_transport transport;
        auto options = trusted.to(at.server.port());
        auto const refused = options.send(transport, secure_request());
        if (version == TLS1_2_VERSION) {
            failure_of(refused, phase::tls, transport_error::tls);
        } else { // in TLS 1.3 the client hears of it when it writes, or after that
            REQUIRE(std::holds_alternative<transport_failure>(refused));
            CHECK(std::get<transport_failure>(refused).error == transport_error::closed);
        }
        CHECK(at.server.requests().empty());

        options.connection.client_certificate = {trusted.folder.write("own.pem", own.certificate),
                                                 trusted.folder.write("own.key", own.key)};
        CHECK(response_of(options.send(transport, secure_request())).status == 200);
    }
}

TEST_CASE("a CA file that has changed is read again") {
    trust trusted;
    authority const next_ca("the next CA");
    secure_server at({next_ca.issue({.alternative_names = "DNS:api.example.com"})});
    beast_transport transport;
    failure_of(trusted.to(at.server.port()).send(transport, secure_request()), phase::tls,
               transport_error::certificate);
    trusted.folder.write("ca.pem", trusted.ca.certificate() + next_ca.certificate());
    CHECK(response_of(trusted.to(at.server.port()).send(transport, secure_request())).status == 200);
}

TEST_CASE("a connection that ends without close_notify has cut its content") {
    trust trusted;
    bool is_orderly = false;
    SUBCASE("orderly") {
        is_orderly = true;
    }
    SUBCASE("cut") {
        is_orderly = false;
    }
    raw_server server(
        [&](raw_peer& peer) {
            peer.read_request();
            peer.send("HTTP/1.1 200 OK\r\n\r\nall of it");
            if (is_orderly)
                peer.close();
            else
                peer.cut();
        },
        tls_settings{trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    beast_transport transport;
    auto const got = trusted.to(server.port()).send(transport, secure_request());
    if (is_orderly) {
        CHECK(response_of(got).body == "all of it");
    } else {
        auto const failure = failure_of(got, phase::body, transport_error::closed);
        REQUIRE(failure.partial);
        CHECK(failure.partial->status == 200);
    }
}
