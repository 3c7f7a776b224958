// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <dlfcn.h>
#include <netdb.h>

#include <atomic>
#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

std::string_view const slow_host = "slow.invalid";
std::atomic<int> looking_up{0};
std::atomic<bool> is_resolver_slow{false};

/// While it is there, the C library does not come back from a look-up of `slow_host`.
struct slow_resolver {
    slow_resolver() { is_resolver_slow = true; }
    ~slow_resolver() {
        is_resolver_slow = false;
        for (int i = 0; i != 2'000 && looking_up != 0; ++i) std::this_thread::sleep_for(5ms);
    }
};

} // namespace

/// In the place of the C library's for the whole program, which it hands on to.
extern "C" int getaddrinfo(char const* host, char const* service, addrinfo const* hints, addrinfo** out) {
    static auto* const system = reinterpret_cast<decltype(&::getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (host && host == slow_host && hints && (hints->ai_flags & AI_NUMERICHOST) == 0) {
        ++looking_up;
        for (int i = 0; i != 2'000 && is_resolver_slow; ++i) std::this_thread::sleep_for(5ms);
        --looking_up;
        return EAI_AGAIN;
    }
    return system(host, service, hints, out);
}

TEST_CASE_TEMPLATE("a name resolution that takes too long ends with the connection's cap, the deadline, or a stop", T,
                   beast_transport, httplib_transport) {
    slow_resolver const slow;
    call_options options;
    std::stop_source asked;
    auto expected = transport_error::timeout;
    SUBCASE("the cap") {
        options.timeouts.connect = 50ms;
    }
    SUBCASE("the deadline") {
        options.deadline = 50ms;
    }
    SUBCASE("a stop") {
        options.stop = asked.get_token();
        expected = transport_error::cancelled;
    }
    std::thread soon([&] {
        for (int i = 0; i != 2'000 && looking_up == 0; ++i) std::this_thread::sleep_for(5ms);
        asked.request_stop();
    });
    T transport;
    auto const begin = std::chrono::steady_clock::now();
    auto const got = options.send(transport, request_to(80, "/", "http", std::string(slow_host)));
    CHECK(std::chrono::steady_clock::now() - begin < 4s);
    soon.join();
    auto const failure = failure_of(got, phase::resolve, expected);
    CHECK(failure.message.find("\"slow.invalid\"") != std::string::npos);
}

TEST_CASE_TEMPLATE("a host without an address is named", T, beast_transport, httplib_transport) {
    T transport;
    auto const failure = failure_of(call_options().send(transport, request_to(80, "/", "http", "nothing.invalid")),
                                    phase::resolve, transport_error::resolve);
    CHECK(failure.message.find("nothing.invalid") != std::string::npos);
}

TEST_CASE_TEMPLATE("a name of this machine is connected to", T, beast_transport, httplib_transport) {
    raw_server server([](raw_peer& peer) {
        peer.read_request();
        peer.send(answer("ok"));
        peer.drain();
    });
    T transport;
    CHECK(response_of(call_options().send(transport, request_to(server.port(), "/", "http", "localhost"))).body ==
          "ok");
}
