// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/trust.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("connect_to leaves SNI, Host and the certificate's name to the origin", T, beast_transport,
                   httplib_transport) {
    trust trusted;
    secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    T transport;
    for (int i = 0; i != 3; ++i)
        CHECK(response_of(trusted.to(at.server.port()).send(transport, secure_request())).body == "api.example.com");
    CHECK(at.server.connections() == 1);
    auto const seen = at.server.requests().at(0);
    CHECK(seen.find("\r\nHost: api.example.com\r\n") != std::string::npos);
    if (is_strict<T>) CHECK(seen == "GET / HTTP/1.1\r\nHost: api.example.com\r\nAccept-Encoding: gzip\r\n\r\n");

    auto by_name = trusted.to(at.server.port());
    by_name.connection.connect_to->host = "localhost";
    CHECK(response_of(by_name.send(transport, secure_request("api.example.com", 8443))).status == 200);
    CHECK(at.server.requests().back().find("Host: api.example.com:8443\r\n") != std::string::npos);
}

TEST_CASE_TEMPLATE("TLS 1.2 and 1.3 are spoken, 1.1 is not", T, beast_transport, httplib_transport) {
    trust trusted;
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION, TLS1_1_VERSION}) {
        secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"}), version, version});
        T transport;
        auto const got = trusted.to(at.server.port()).send(transport, secure_request());
        if (version == TLS1_1_VERSION) {
            failure_of(got, phase::tls, transport_error::tls);
        } else {
            CHECK(response_of(got).status == 200);
        }
    }
}

TEST_CASE_TEMPLATE("a file that cannot be used is named before anybody is connected to", T, beast_transport,
                   httplib_transport) {
    trust trusted;
    auto const own = trusted.ca.issue();
    secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    T transport;
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

TEST_CASE_TEMPLATE("a server that wants a client certificate", T, beast_transport, httplib_transport) {
    trust trusted;
    auto const own = trusted.ca.issue();
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        secure_server at(
            {trusted.ca.issue({.alternative_names = "DNS:api.example.com"}), version, version, trusted.ca_file});
        T transport;
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

TEST_CASE_TEMPLATE("a connection that ends without close_notify has cut its content", T, beast_transport,
                   httplib_transport) {
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
    T transport;
    auto const got = trusted.to(server.port()).send(transport, secure_request());
    if (is_orderly) {
        CHECK(response_of(got).body == "all of it");
    } else {
        auto const failure = failure_of(got, phase::body, transport_error::closed);
        REQUIRE(failure.partial);
        CHECK(failure.partial->status == 200);
    }
}
