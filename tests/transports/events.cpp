// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/everything_api_answers.hpp"
#include "support/raw_server.hpp"

#include <apibind/events.hpp>
#include <apibind/for_each_event.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;
using namespace everything_api::answers;
using namespace support;
using namespace std::chrono_literals;

namespace {

std::string const event_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
std::string chunk(std::string const& text) {
    std::ostringstream out;
    out << std::hex << text.size() << "\r\n" << text << "\r\n";
    return out.str();
}
template <class T>
client<service> client_of(raw_server const& server, client_options options = {}) {
    options.base = "http://127.0.0.1:" + std::to_string(server.port());
    return client<service>(secret("s3cr3t-token-of-mine"), options, std::make_shared<T>());
}

} // namespace

TEST_CASE_TEMPLATE("events come while the answer does", T, beast_transport, httplib_transport) {
    std::atomic<int> seen{0};
    bool was_in_time = false;
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send(event_head);
        for (int i = 1; i != 4; ++i) {
            peer.send(chunk("data: {\"text\":\"" + std::to_string(i) + "\"}\n\n"));
            for (int n = 0; n != 500 && seen != i; ++n) std::this_thread::sleep_for(10ms);
            was_in_time = seen == i;
        }
        peer.send(chunk("data: [DONE]\n\n") + "0\r\n\r\n");
        peer.drain();
    });
    auto const client = client_of<T>(server);
    auto const told =
        for_each_event<complete>(client, {.prompt = "p"}, [&](piece const& one) { seen = std::stoi(one.text); });
    REQUIRE(told);
    CHECK(told->events == 3);
    CHECK(was_in_time);
}

TEST_CASE_TEMPLATE("a stream outlives the client's deadline, and not a silence", T, beast_transport,
                   httplib_transport) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send(event_head);
        for (int i = 0; i != 4; ++i) {
            std::this_thread::sleep_for(100ms);
            peer.send(chunk("data: {\"text\":\"a\"}\n\n"));
        }
        peer.drain();
    });
    auto const client = client_of<T>(server, {.deadline = 200ms});
    auto const silent = for_each_event<complete>(client, {.prompt = "p"}, [](piece const&) {}, {.idle = 300ms});
    REQUIRE(!silent);
    CHECK(silent.error().transport == transport_error::timeout);
    CHECK(silent.outcome() == outcome::executed);
    CHECK(silent.error().message.find("nothing came for 300 ms") != std::string::npos);
    CHECK(silent.error().message.find("(after 4 events)") != std::string::npos);

    auto const late =
        for_each_event<complete>(client, {.prompt = "p"}, [](piece const&) {}, {.call = {.deadline = 250ms}});
    REQUIRE(!late);
    CHECK(late.error().transport == transport_error::timeout);
    CHECK(late.error().message.find("nothing came") == std::string::npos);
}

TEST_CASE_TEMPLATE("a stream is stopped", T, beast_transport, httplib_transport) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send(event_head + chunk("data: {\"text\":\"a\"}\n\n"));
        peer.drain();
    });
    auto const client = client_of<T>(server);
    std::stop_source stop;
    auto const stopped = for_each_event<complete>(client, {.prompt = "p"}, [&](piece const&) { stop.request_stop(); },
                                                  {.call = {.stop = stop.get_token()}});
    REQUIRE(!stopped);
    CHECK(stopped.error().kind == failure_kind::cancelled);
    CHECK(stopped.outcome() == outcome::executed);
}

TEST_CASE_TEMPLATE("events are a range", T, beast_transport, httplib_transport) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send(event_head + chunk("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\ndata: {\"text\":\"c\"}\n\n"));
        peer.send(chunk("data: [DONE]\n\n"));
        peer.drain();
    });
    auto const client = client_of<T>(server);
    std::string all;
    auto stream = events<complete>(client, {.prompt = "p"});
    for (auto const& one : stream) all += one.text;
    CHECK(all == "abc");
    REQUIRE(stream.result());
    CHECK(stream.result()->events == 3);

    auto passed_over = events<complete>(client, {.prompt = "p"});
    CHECK(passed_over.result()->events == 3);
    for (auto const& one : events<complete>(client, {.prompt = "p"})) { // ends with its range
        CHECK(one.text == "a");
        break;
    }
    static_cast<void>(events<complete>(client, {.prompt = "p"}));
}

TEST_CASE_TEMPLATE("a range whose stream is silent ends at once", T, beast_transport, httplib_transport) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send(event_head + chunk("data: {\"text\":\"a\"}\n\n"));
        peer.drain();
    });
    auto const client = client_of<T>(server);
    auto const begun = std::chrono::steady_clock::now();
    {
        auto stream = events<complete>(client, {.prompt = "p"});
        CHECK((*stream.begin()).text == "a");
    }
    CHECK(std::chrono::steady_clock::now() - begun < 5s);
}
