// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace apibind;
using namespace support;

namespace {

template <class T>
exchange ask(carrier const& over, raw_server const& server) {
    T transport;
    return over.options.send(transport, over.request(server));
}

} // namespace

TEST_CASE_TEMPLATE("F23 and F25: contents that are cut", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        for (bool is_orderly : {true, false})
            for (std::string const content :
                 {"Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                  "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n",
                  "\r\nhalf"}) {
                carrier over(version);
                INFO(over.name() << ": " << content);
                raw_server server(
                    [&](raw_peer& peer) {
                        peer.read_request();
                        peer.send("HTTP/1.1 200 OK\r\nX-Request: 7\r\n" + content);
                        if (is_orderly)
                            peer.close();
                        else
                            peer.cut();
                    },
                    over.tls);
                auto const got = ask<T>(over, server);
                if (content.starts_with("\r") && (is_orderly || !over.is_secure())) {
                    CHECK(response_of(got).body == "half"); // the end of the connection is the content's
                    continue;
                }
                auto const failure = failure_of(got, phase::body, transport_error::closed);
                REQUIRE(failure.partial);
                CHECK(failure.partial->status == 200);
                CHECK(failure.partial->fields.find("X-Request") == "7");
                CHECK(failure.partial->body == "half");
            }
    }
}
