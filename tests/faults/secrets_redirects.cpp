// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// A redirect is never followed: neither another host nor the same one sees the credential because an answer says so.

#include <apibind/apibind.hpp>
#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>

#include "support/carriers.hpp"
#include "support/leaping_clock.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

using namespace apibind;
using namespace support;

namespace secrets_redirects {

struct vendor {
    static constexpr auto base = apibind::base("https://api.example.com");
};
struct by_header : vendor {
    static constexpr auto auth = bearer;
};
struct by_query : vendor {
    static constexpr auto auth = query_token("key");
};
template <class Service>
struct look : Service {
    static constexpr auto route = get("/records");
    struct request {};
    using response = as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(look<by_header>::request, (), ())
BOOST_DESCRIBE_STRUCT(look<by_query>::request, (), ())
template <class Service>
struct change : Service {
    static constexpr auto route = post("/records");
    struct request {
        required<std::string> text;
    };
    using response = as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(change<by_header>::request, (), (text))
BOOST_DESCRIBE_STRUCT(change<by_query>::request, (), (text))

std::string const token = "t0ken-that-stays";

/// Answers every request with the redirect of the moment.
class redirecting_server {
public:
    explicit redirecting_server(carrier const& wire)
        : self_(
              [this](raw_peer& peer) {
                  for (auto seen = peer.read_request(); !seen.empty(); seen = peer.read_request()) {
                      self_.keep(seen);
                      peer.send(head());
                  }
              },
              wire.tls) {}

    void redirect(int status, std::string const& location) {
        std::lock_guard const lock(mutex_);
        head_ = "HTTP/1.1 " + std::to_string(status) + " Moved\r\nLocation: " + location +
                "\r\nRefresh: 0; url=" + location + "\r\nContent-Location: " + location +
                "\r\nContent-Length: 0\r\n\r\n";
    }
    std::uint16_t port() const { return self_.port(); }
    std::size_t requests() const { return self_.requests().size(); }

private:
    std::string head() {
        std::lock_guard const lock(mutex_);
        return head_;
    }

    std::mutex mutex_;
    std::string head_;
    raw_server self_;
};

/// Calls once and checks that the server saw one request more.
template <class Endpoint, class Service>
void check_not_followed(client<Service> const& here, redirecting_server const& server, int status,
                        typename Endpoint::request const& request) {
    auto const before = server.requests();
    auto const result = invoke<Endpoint>(here, request);
    REQUIRE(!result);
    CHECK(result.info().status == status);
    CHECK(result.outcome() == outcome_of_status(status));
    CHECK(result.error().message.find(token) == std::string::npos);
    CHECK(result.info().fields.find("Location")->find(token) == std::string::npos);
    CHECK(server.requests() == before + 1);
}

} // namespace secrets_redirects
using namespace secrets_redirects;

TEST_CASE_TEMPLATE("redirects: neither the same host nor another one is asked", Transport, httplib_transport,
                   beast_transport) {
    raw_server other([](raw_peer& peer) { peer.drain(); });
    auto const there = "127.0.0.1:" + std::to_string(other.port());
    for (int const version : carriers) {
        carrier const wire(version);
        redirecting_server server(wire);
        client_options options;
        options.base = wire.is_secure() ? "https" : "http";
        options.base->append("://127.0.0.1:").append(std::to_string(server.port()));
        options.ca_file = wire.options.connection.ca_file;
        options.clock = std::make_shared<leaping_clock>();
        auto const carrying = std::make_shared<Transport>();
        client<by_header> const in_header(secret(token), options, carrying);
        client<by_query> const in_query(secret(token), options, carrying);
        CAPTURE(wire.name());
        for (std::string const& location :
             {"http://" + there + "/?key=" + token, "https://" + there + "/", "//" + there + "/", std::string("/again"),
              "http://user:" + token + "@" + there + "/", std::string("?key=" + token)})
            for (int const status : {300, 301, 302, 303, 307, 308}) {
                CAPTURE(location);
                CAPTURE(status);
                server.redirect(status, location);
                check_not_followed<look<by_header>>(in_header, server, status, {});
                check_not_followed<look<by_query>>(in_query, server, status, {});
                check_not_followed<change<by_header>>(in_header, server, status, {.text = "x"});
                check_not_followed<change<by_query>>(in_query, server, status, {.text = "x"});
                CHECK(other.connections() == 0);
            }
    }
}
