// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "everything_api_bodies.hpp"
#include "scripted_transport.hpp"

#include <apibind/content_source.hpp>

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace support {

/// A client of the comprehensive API that reaches nobody.
template <class Service>
apibind::client<Service> idle_client(std::string token = "t0ken") {
    return apibind::client<Service>(apibind::secret(std::move(token)), {.user_agent = ""},
                                    std::make_shared<scripted_transport>(answer(200, "0")));
}
/// The request of a call that can be made.
template <class E>
apibind::http_request request_of_call(apibind::request_of<E> const& request) {
    auto made = apibind::prepare<E>(idle_client<everything_api::bodies::service>(), request);
    INFO((made ? std::string() : to_string(made.error())));
    REQUIRE(made);
    return made.value();
}
/// What is told about one that cannot.
template <class E>
std::string refusal_of_call(apibind::request_of<E> const& request) {
    auto const made = apibind::prepare<E>(idle_client<everything_api::bodies::service>(), request);
    REQUIRE(!made);
    CHECK(made.error().kind == apibind::failure_kind::invalid_request);
    CHECK(made.outcome() == apibind::outcome::not_sent);
    return made.error().message;
}
inline std::string type_of(apibind::http_request const& request) {
    return std::string(request.fields.find("Content-Type").value_or("none"));
}
/// All that a source gives, in pieces of that size.
inline std::string read_all(apibind::content_source& source, std::size_t piece = 7) {
    std::string why, out;
    auto const stream = source.open(why);
    INFO(why);
    REQUIRE(stream);
    for (std::string room(piece, '\0');;) {
        auto const n = stream->read(room, why);
        REQUIRE(n);
        if (*n == 0) break;
        out.append(room, 0, *n);
    }
    if (stream->size()) CHECK(*stream->size() == out.size());
    return out;
}
/// Content and all, whether it is in memory or not; the boundary of a multipart content as "B".
inline std::string content_of_call(apibind::http_request const& request) {
    auto out = request.source ? read_all(*request.source) : request.body.value_or("");
    auto const type = type_of(request);
    if (auto const at = type.find("boundary="); at != std::string::npos) {
        auto boundary = type.substr(at + 9);
        boundary = boundary.substr(0, boundary.find(';'));
        CHECK(boundary.size() == 40);
        for (auto found = out.find(boundary); found != std::string::npos; found = out.find(boundary, found + 1))
            out.replace(found, boundary.size(), "B");
    }
    return out;
}

} // namespace support
