// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/transport_frame.hpp>

#include "support/exchanges.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <new>
#include <stop_token>
#include <utility>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

exchange in_frame(http_request const& request, std::stop_token stop, bool& has_run, phase reached = phase::connect,
                  bool throws = false) {
    connection_options const how;
    send_options const options{&how, steady_clock::now() + 1h, {}, {}, std::move(stop)};
    return detail::send_in_frame(request, options, [&](phase& now, steady_clock::time_point begun) -> exchange {
        has_run = begun <= steady_clock::now();
        now = reached;
        if (throws) throw std::bad_alloc();
        return http_response{200, {}, {}};
    });
}

} // namespace

TEST_CASE("a phase ends with its cap, within the call's deadline") {
    auto const now = steady_clock::now();
    auto const soon = detail::within(1s, now + 1h);
    CHECK(soon >= now + 1s);
    CHECK(soon < now + 1min);
    CHECK(detail::within(1h, now + 1s) == now + 1s);
    CHECK(detail::within(-1s, now + 1h) < now + 1min);
    CHECK(detail::within(std::chrono::milliseconds::max(), now + 1s) == now + 1s);
    CHECK(detail::within(std::chrono::milliseconds::max(), steady_clock::time_point::max()) > now + 1h);
}

TEST_CASE("a limit counts from the time at which it is asked") {
    auto const now = steady_clock::now();
    CHECK(detail::wait_limit(now + 1h, 1s).from(now + 1min) == now + 1min + 1s);
    CHECK(detail::wait_limit(now + 1h, 1s).from(now + 1h) == now + 1h);
    CHECK(detail::wait_limit(now + 48h).from(now) == now + 48h);
}

TEST_CASE("an exchange begins where the request can be sent, and is still wanted") {
    bool has_run = false;
    CHECK(response_of(in_frame(request_to(80), {}, has_run)).status == 200);
    CHECK(has_run);
    has_run = false;
    failure_of(in_frame(request_to(80, "no slash"), {}, has_run), phase::build, transport_error::invalid_request);
    std::stop_source asked;
    asked.request_stop();
    failure_of(in_frame(request_to(80), asked.get_token(), has_run), phase::connect, transport_error::cancelled);
    CHECK_FALSE(has_run);
}

TEST_CASE("what is thrown is a failure of the phase that was reached") {
    bool has_run = false;
    failure_of(in_frame(request_to(80), {}, has_run, phase::connect, true), phase::connect, transport_error::connect);
    failure_of(in_frame(request_to(80), {}, has_run, phase::write, true), phase::write, transport_error::closed);
}

TEST_CASE("a wait that ended is late, or cancelled") {
    std::stop_source asked;
    CHECK(detail::why_late({}) == transport_error::timeout);
    CHECK(detail::why_late(asked.get_token()) == transport_error::timeout);
    asked.request_stop();
    CHECK(detail::why_late(asked.get_token()) == transport_error::cancelled);
}
