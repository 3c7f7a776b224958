// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Hostile values that somebody hands to a transport itself: one request is sent as it is, or nothing connects.

#include "support/exchanges.hpp"
#include "support/hostile_values.hpp"
#include "support/raw_server.hpp"

#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <set>
#include <string>
#include <variant>

using namespace apibind;

TEST_CASE_TEMPLATE("hostile values: what a transport is told to connect to", Transport, httplib_transport,
                   beast_transport) {
    support::raw_server server([](support::raw_peer& peer) { peer.drain(); });
    Transport transport;
    int refused = 0;
    std::set<std::string> hosts;
    for (auto const& value : support::hostile_values()) {
        CAPTURE(value.substr(0, 100));
        if (detail::is_host(value)) { // these are what they look like: nothing is to be looked up here
            hosts.insert(value.substr(0, 20));
            continue;
        }
        ++refused;
        support::call_options to, by;
        to.connection.connect_to = {value, server.port()};
        by.connection.proxy = {value, server.port()};
        auto origin = support::request_to(server.port());
        if (!value.empty()) // an empty one is the origin's own
            support::failure_of(to.send(transport, origin), phase::build, transport_error::invalid_request);
        support::failure_of(by.send(transport, origin), phase::build, transport_error::invalid_request);
        origin.origin.host = value;
        support::failure_of(support::call_options().send(transport, origin), phase::build,
                            transport_error::invalid_request);
    }
    CHECK(refused > 190);
    CHECK(hosts == std::set<std::string>{"127.0.0.1", "::1", "null", "xn--a"});
    CHECK(server.connections() == 0);
}

TEST_CASE_TEMPLATE("hostile values: what a transport is handed", Transport, httplib_transport, beast_transport) {
    support::raw_server server([&](support::raw_peer& peer) {
        for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
            server.keep(request);
            peer.send(support::answer("ok"));
        }
    });
    Transport transport;
    std::size_t sent = 0;
    for (auto const& value : support::hostile_values()) {
        if (value.size() > 1'000) continue;
        CAPTURE(value);
        auto in_value = support::request_to(server.port());
        in_value.fields.add("X-Value", value);
        auto in_name = support::request_to(server.port());
        in_name.fields.add(value, "1");
        auto in_target = support::request_to(server.port(), "/" + value);
        for (auto const* request : {&in_value, &in_name, &in_target}) {
            auto const got = support::call_options().send(transport, *request);
            auto const kept = server.requests();
            if (std::holds_alternative<transport_failure>(got)) {
                CHECK(std::get<transport_failure>(got).phase == phase::build);
                CHECK(kept.size() == sent);
                continue;
            }
            REQUIRE(kept.size() == ++sent);
            auto const& text = kept.back();
            // One request of one request line, whose target and whose fields are those that were given.
            CHECK(text.starts_with("GET " + request->target + " HTTP/1.1\r\n"));
            CHECK(text.find("\r\n\r\n") == text.size() - 4);
            std::size_t lines = 0;
            for (char c : text) lines += c == '\n';
            CHECK(lines <= 7);
            if (request == &in_value) {
                auto const at = text.find("X-Value:");
                REQUIRE(at != std::string::npos);
                CHECK(text.substr(at + 8, text.find("\r\n", at) - at - 8).find(value) != std::string::npos);
            }
        }
    }
    CHECK(sent > 100);
}
