// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/destination.hpp>

#include <doctest/doctest.h>

using namespace apibind;
using detail::destination;

TEST_CASE("a connection goes to the origin, to another address, or to the proxy, and says so") {
    http_origin const origin{"https", "api.example", 443};
    destination const straight(origin, {});
    CHECK(straight.host == "api.example");
    CHECK(straight.port == 443);
    CHECK(straight.where == "api.example:443");

    connection_options options;
    options.connect_to = {"127.0.0.1", 8443};
    destination const elsewhere(origin, options);
    CHECK(elsewhere.host == "127.0.0.1");
    CHECK(elsewhere.port == 8443);
    CHECK(elsewhere.where == "api.example:443 (at 127.0.0.1:8443)");

    options.connect_to = {"", 8443};
    CHECK(destination(origin, options).host == "api.example");
    options.connect_to = {"127.0.0.1", 0};
    CHECK(destination(origin, options).port == 443);

    options.connect_to = connection_options::address{.unix_socket = "/run/a.sock"};
    destination const by_socket(origin, options);
    CHECK(by_socket.unix_socket == "/run/a.sock");
    CHECK(by_socket.where == "api.example:443 (at the socket /run/a.sock)");

    options = {};
    options.proxy = {.host = "proxy.example", .port = 3128};
    destination const by_proxy(origin, options);
    CHECK(by_proxy.host == "proxy.example");
    CHECK(by_proxy.port == 3128);
    CHECK(by_proxy.where == "api.example:443 (by the proxy proxy.example:3128)");
}
