// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// What certificates a call accepts: of a server that is not who it should be, no byte of the request is seen.

#include <apibind/apibind.hpp>
#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>

#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using namespace std::literals;
using support::authority;
using support::identity;
using support::subject;

namespace certificates_and_tls {

struct vendor {
    static constexpr auto base = apibind::base("https://api.example.com");
    static constexpr auto auth = bearer;
};
struct remove_all : vendor {
    static constexpr auto route = delete_("/everything");
    struct request {};
    using response = as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(remove_all::request, (), ())
static_assert(valid<remove_all>);

/// The authority that the client trusts, and one that it does not.
struct authorities {
    authority trusted{"trusted CA"};
    authority other{"other CA"};
};

struct example {
    std::string name;
    std::string host = "api.example.com";
    std::function<identity(authorities const&)> make;
    std::string reason{}; ///< part of why it is rejected; empty: it is accepted
};

/// Issued by the trusted authority.
std::function<identity(authorities const&)> issued(subject about) {
    return [about](authorities const& by) { return by.trusted.issue(about); };
}
std::function<identity(authorities const&)> for_names(std::string names) {
    subject about;
    about.alternative_names = std::move(names);
    return issued(about);
}
subject good() {
    subject out;
    out.alternative_names = "DNS:api.example.com";
    return out;
}
template <class Change>
subject changed(Change change) {
    auto out = good();
    change(out);
    return out;
}
/// Issued by an authority between, which the server sends along if it is to.
std::function<identity(authorities const&)> by_another(subject between, bool sent, subject leaf = good()) {
    return [=](authorities const& by) {
        authority const another(between, &by.trusted);
        auto out = another.issue(leaf);
        if (sent) out.certificate += another.certificate();
        return out;
    };
}
subject between() {
    return authority::as_authority("an authority between");
}

std::vector<example> rejected() {
    auto const expired_between = [] {
        auto out = between();
        out.valid_from = -7'200, out.valid_until = -3'600;
        return out;
    };
    auto const narrow_between = [] {
        auto out = between();
        out.name_constraints = "permitted;DNS:another.example";
        return out;
    };
    auto const no_authority = [] {
        auto out = good();
        out.common_name = "a server";
        return out;
    };
    return {
        {"expired", "api.example.com",
         issued(changed([](subject& s) { s.valid_from = -7'200, s.valid_until = -3'600; })), "expired"},
        {"not yet valid", "api.example.com", issued(changed([](subject& s) { s.valid_from = 3'600; })),
         "not yet valid"},
        {"self-signed", "api.example.com", [](authorities const&) { return authority(good(), nullptr).own(); }, "self"},
        {"an unknown CA", "api.example.com", [](authorities const& by) { return by.other.issue(good()); }, "issuer"},
        {"another host", "api.example.com", for_names("DNS:www.example.com,DNS:example.com"), "mismatch"},
        {"the common name alone", "api.example.com",
         issued(changed([](subject& s) { s.alternative_names = "", s.common_name = "api.example.com"; })), "mismatch"},
        {"a wildcard for everything", "api.example.com", for_names("DNS:*"), "mismatch"},
        {"a wildcard for a top level", "example.com", for_names("DNS:*.com"), "mismatch"},
        {"a partial wildcard", "api.example.com", for_names("DNS:a*.example.com,DNS:*i.example.com"), "mismatch"},
        {"a wildcard for two labels", "a.api.example.com", for_names("DNS:*.example.com"), "mismatch"},
        {"an IP address as a name", "127.0.0.1", for_names("DNS:127.0.0.1"), "mismatch"},
        {"another IP address", "127.0.0.1", for_names("IP:127.0.0.2,DNS:localhost"), "mismatch"},
        {"a NUL in the name", "api.example.com",
         issued(changed([](subject& s) { s.raw_name = "api.example.com\0.evil.example"s; })), "mismatch"},
        {"for clients alone", "api.example.com", issued(changed([](subject& s) { s.extended_usage = "clientAuth"; })),
         "purpose"},
        {"signed by a server's certificate", "api.example.com", by_another(no_authority(), true), "CA"},
        {"a digest that is broken", "api.example.com", issued(changed([](subject& s) { s.sha1 = true; })), "weak"},
        {"a key that is too short", "api.example.com",
         issued(changed([](subject& s) { s.rsa_bits = 1'024, s.usage = "critical,digitalSignature,keyEncipherment"; })),
         "too weak"},
        {"a name that its authority may not give", "api.example.com", by_another(narrow_between(), true), "subtree"},
        {"an authority that has expired", "api.example.com", by_another(expired_between(), true), "expired"},
        {"an authority that is not sent", "api.example.com", by_another(between(), false), "issuer"},
    };
}
std::vector<example> accepted() {
    return {
        {"the name", "api.example.com", for_names("DNS:www.example.com,DNS:api.example.com")},
        {"a wildcard for one label", "api.example.com", for_names("DNS:*.example.com")},
        {"an IP address", "127.0.0.1", for_names("IP:127.0.0.1")},
        {"an authority between", "api.example.com", by_another(between(), true)},
    };
}

/// What came of one call to a server with that certificate.
struct came_to {
    result_of<remove_all> result;
    int connections;
    std::size_t bytes; ///< of the request that the server read
};

template <class Transport>
came_to call(std::string const& host, identity const& own, authorities const& by, int lowest, int highest) {
    support::temporary_folder const folder;
    std::atomic<std::size_t> bytes{0};
    auto server = std::make_unique<support::raw_server>(
        [&](support::raw_peer& peer) {
            for (auto some = peer.read_some(); !some.empty(); some = peer.read_some()) {
                bytes += some.size();
                if (some.find("\r\n\r\n") != std::string::npos) peer.send(support::answer("done"));
            }
        },
        support::tls_settings{own, lowest, highest});
    client_options options;
    options.base = "https://" + host;
    options.connect_to = {"127.0.0.1", server->port()};
    options.ca_file = folder.write("ca.pem", by.trusted.certificate());
    auto carrier = std::make_shared<Transport>();
    std::optional<client<vendor>> caller(client<vendor>(secret("the-token"), options, carrier));
    auto result = invoke<remove_all>(*caller);
    caller.reset();
    carrier.reset(); // its connections, so that the server has an end
    int const connections = server->connections();
    server.reset();
    return {std::move(result), connections, bytes};
}

int const versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

} // namespace certificates_and_tls
using namespace certificates_and_tls;

TEST_CASE_TEMPLATE("certificates that are not to be trusted see no byte of a request", Transport, httplib_transport,
                   beast_transport) {
    authorities const by;
    CHECK(rejected().size() >= 17);
    for (auto const& one : rejected())
        for (int const version : versions) {
            CAPTURE(one.name);
            CAPTURE(version == TLS1_2_VERSION);
            auto const got = call<Transport>(one.host, one.make(by), by, version, version);
            CHECK(got.bytes == 0);
            CHECK(got.connections == 1); // and are not tried again
            REQUIRE(!got.result);
            auto const& why = got.result.error();
            CAPTURE(why.message);
            CHECK(why.info.outcome == outcome::not_sent);
            CHECK(why.info.phase == phase::tls);
            CHECK(why.info.attempts == 1);
            CHECK(why.transport == transport_error::certificate);
            CHECK(why.message.find("\"" + one.host + "\"") != std::string::npos);
            CHECK(why.message.find(one.reason) != std::string::npos);
            CHECK(why.message.find("the-token") == std::string::npos);
        }
}

TEST_CASE_TEMPLATE("certificates that are to be trusted", Transport, httplib_transport, beast_transport) {
    authorities const by;
    for (auto const& one : accepted())
        for (int const version : versions) {
            CAPTURE(one.name);
            CAPTURE(version == TLS1_2_VERSION);
            auto const got = call<Transport>(one.host, one.make(by), by, version, version);
            if (!got.result) CAPTURE(got.result.error().message);
            REQUIRE(got.result);
            CHECK(got.result->content == "done");
            CHECK(got.result.outcome() == outcome::executed);
            CHECK(got.bytes > 0);
        }
}

TEST_CASE_TEMPLATE("a server that speaks TLS 1.1 alone sees no byte of a request", Transport, httplib_transport,
                   beast_transport) {
    authorities const by;
    for (int const version : {TLS1_VERSION, TLS1_1_VERSION}) {
        auto const got = call<Transport>("api.example.com", by.trusted.issue(good()), by, version, version);
        CHECK(got.bytes == 0);
        REQUIRE(!got.result);
        CHECK(got.result.outcome() == outcome::not_sent);
        CHECK(got.result.info().phase == phase::tls);
        CHECK(got.result.error().transport == transport_error::tls);
        CHECK(got.result.error().message.find("api.example.com") != std::string::npos);
    }
}
