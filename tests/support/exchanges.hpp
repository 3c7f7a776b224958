// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>

namespace support {

/// A request to a server of the tests.
inline apibind::http_request request_to(std::uint16_t port, std::string target = "/", std::string scheme = "http",
                                        std::string host = "127.0.0.1") {
    apibind::http_request out;
    out.origin = {std::move(scheme), std::move(host), port};
    out.target = std::move(target);
    return out;
}

/// The options of a call, with a deadline that no test reaches unless it asks for that.
struct call_options {
    apibind::connection_options connection{};
    apibind::phase_timeouts timeouts{};
    apibind::answer_limits limits{};
    std::chrono::milliseconds deadline{10'000};
    std::stop_token stop{};

    apibind::exchange send(apibind::transport& transport, apibind::http_request const& request) const {
        return transport.send(request,
                              {&connection, std::chrono::steady_clock::now() + deadline, timeouts, limits, stop});
    }
};

/// The answer, which the test requires to have come.
inline apibind::http_response response_of(apibind::exchange const& exchange) {
    if (auto const* failure = std::get_if<apibind::transport_failure>(&exchange)) {
        INFO(apibind::to_string(failure->phase));
        INFO(failure->message);
        REQUIRE(std::holds_alternative<apibind::http_response>(exchange));
    }
    return std::get<apibind::http_response>(exchange);
}

/// The failure, which the test requires to have come, of that phase and kind.
inline apibind::transport_failure failure_of(apibind::exchange const& exchange, apibind::phase phase,
                                             apibind::transport_error error) {
    REQUIRE(std::holds_alternative<apibind::transport_failure>(exchange));
    auto const& failure = std::get<apibind::transport_failure>(exchange);
    INFO(failure.message);
    CHECK(apibind::to_string(failure.phase) == apibind::to_string(phase));
    CHECK(apibind::to_string(failure.error) == apibind::to_string(error));
    CHECK(failure.message.find('\n') == std::string::npos);
    CHECK_FALSE(failure.message.empty());
    return failure;
}

/// A short answer with that content.
inline std::string answer(std::string const& content, std::string const& fields = "") {
    return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content;
}

} // namespace support
