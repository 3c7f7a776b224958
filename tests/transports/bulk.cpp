// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/bulk_api.hpp"
#include "support/carriers.hpp"

#include <apibind/apibind.hpp>
#include <apibind/invoke_all.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

using namespace apibind;
using support::carrier;

using namespace support::bulk_api;
using support::answer, support::carriers, support::raw_peer, support::raw_server;

TEST_CASE_TEMPLATE("a bulk of calls: each is sent once, over as many connections as there are calls at once", T,
                   beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        std::mutex mutex;
        std::multiset<std::string> sent;
        raw_server server(
            [&](raw_peer& peer) {
                for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                    auto const id = request.substr(10, request.find(' ', 10) - 10); // "DELETE /x/17 HTTP/1.1"
                    {
                        std::lock_guard const lock(mutex);
                        sent.insert(id);
                    }
                    peer.send(id == "77" ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                         : answer(R"({"rows":)" + id + "}"));
                }
            },
            over.tls);
        client_options options;
        options.base = (over.is_secure() ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(server.port());
        options.ca_file = over.options.connection.ca_file;
        client<api> const it(options, std::make_shared<T>());
        std::vector<erase::request> all;
        for (int id = 1; id <= 300; ++id) all.push_back({.id = id});
        std::set<int> heard;
        auto const summary = invoke_all<erase>(it, all,
                                               [&](auto const& request, auto const& result) {
                                                   CHECK(heard.insert(request.id).second);
                                                   if (result) CHECK(result->rows == request.id);
                                               },
                                               {.in_flight = 5});
        CHECK(summary.executed == 299);
        CHECK(summary.rejected == 1);
        CHECK(summary.is_complete());
        CHECK(sent.size() == 300);
        CHECK(std::set(sent.begin(), sent.end()).size() == 300);
        CHECK(server.connections() <= 5);
    }
}
