// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/trust.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace apibind;
using namespace support;

TEST_CASE_TEMPLATE("certificates that are accepted", T, beast_transport, httplib_transport) {
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
    SUBCASE("an IPv6 address") {
        about.alternative_names = "IP:2001:db8::1";
        host = "2001:db8::1";
    }
    secure_server at({trusted.ca.issue(about)});
    T transport;
    CHECK(response_of(trusted.to(at.server.port()).send(transport, secure_request(host))).status == 200);
}

TEST_CASE_TEMPLATE("certificates that are not accepted see no byte of the request", T, beast_transport,
                   httplib_transport) {
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
    SUBCASE("another IPv6 address") {
        about.alternative_names = "IP:2001:db8::2";
        host = "2001:db8::1";
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
    T transport;
    auto const failure = failure_of(trusted.to(at.server.port()).send(transport, secure_request(host)), phase::tls,
                                    transport_error::certificate);
    INFO(failure.message);
    CHECK(failure.message.find(reason) != std::string::npos);
    CHECK(failure.message.find("\"" + host + "\"") != std::string::npos);
    CHECK(at.server.requests().empty());
}

TEST_CASE_TEMPLATE("without a CA file it is the system's CAs that count", T, beast_transport, httplib_transport) {
    trust trusted;
    secure_server at({trusted.ca.issue({.alternative_names = "DNS:api.example.com"})});
    T transport;
    auto options = trusted.to(at.server.port());
    options.connection.ca_file.clear();
    auto const failure =
        failure_of(options.send(transport, secure_request()), phase::tls, transport_error::certificate);
    CHECK(failure.message.find("the system's CAs") != std::string::npos);
}

TEST_CASE_TEMPLATE("a CA file that has changed is read again", T, beast_transport, httplib_transport) {
    trust trusted;
    authority const next_ca("the next CA");
    secure_server at({next_ca.issue({.alternative_names = "DNS:api.example.com"})});
    T transport;
    failure_of(trusted.to(at.server.port()).send(transport, secure_request()), phase::tls,
               transport_error::certificate);
    trusted.folder.write("ca.pem", trusted.ca.certificate() + next_ca.certificate());
    CHECK(response_of(trusted.to(at.server.port()).send(transport, secure_request())).status == 200);
}
