// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "hostile_values.hpp"
#include "scripted_transport.hpp"

#include <apibind/apibind.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace support {

/// A request as its receiver takes it apart.
struct received {
    apibind::http_origin origin;
    target_parts target;
    apibind::http_fields fields;
    boost::json::value body;
    bool has_body = false;
};
inline received taken_apart(apibind::http_request const& request) {
    received out;
    out.origin = request.origin;
    out.target = taken_apart(std::string_view(request.target));
    out.fields = request.fields;
    out.has_body = request.body.has_value();
    if (request.body) out.body = boost::json::parse(*request.body);
    return out;
}

inline bool has_control(std::string_view text) {
    for (char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
    return false;
}

/// How many values went through, and how many were refused.
struct tally {
    int sent = 0;
    int refused = 0;
};

/// Puts every hostile value into one place of a call. Either nothing is sent and the failure says so, or what is sent
/// is the `usual` call with nothing but that value in that place, as `expect` puts it there.
///
/// `client_of(value, transport)` makes the client, `request_of(value)` the request.
template <class Endpoint, class ClientOf, class RequestOf, class Expect>
tally try_hostile_values(ClientOf client_of, RequestOf request_of, std::string const& usual, Expect expect) {
    auto const carrier = std::make_shared<scripted_transport>(answer(400, ""));
    auto const baseline = apibind::prepare<Endpoint>(client_of(usual, carrier), request_of(usual));
    REQUIRE(baseline);
    {
        auto same = taken_apart(*baseline); // `expect` knows the place
        expect(same, usual);
        CHECK(same.target.segments == taken_apart(*baseline).target.segments);
        CHECK(same.target.values == taken_apart(*baseline).target.values);
        CHECK(same.fields == baseline->fields);
        CHECK(same.origin == baseline->origin);
        CHECK(boost::json::serialize(same.body) == boost::json::serialize(taken_apart(*baseline).body));
    }
    tally out;
    std::size_t sent = 0;
    for (auto const& value : hostile_values()) {
        CAPTURE(value.substr(0, 100));
        auto const client = client_of(value, carrier);
        auto const made = apibind::prepare<Endpoint>(client, request_of(value));
        auto const called = apibind::invoke<Endpoint>(client, request_of(value));
        auto const requests = carrier->requests();
        if (!made) {
            ++out.refused;
            CHECK(made.error().kind == apibind::failure_kind::invalid_request);
            CHECK(called.outcome() == apibind::outcome::not_sent);
            CHECK(requests.size() == sent);
            CHECK_FALSE(has_control(made.error().message));
            continue;
        }
        ++out.sent;
        REQUIRE(requests.size() == ++sent);
        auto const& request = requests.back();
        CHECK(request.target == made->target);
        CHECK(request.fields == made->fields);
        bool const same_body = request.body == made->body;
        CHECK(same_body);

        auto expected = taken_apart(*baseline);
        expect(expected, value);
        auto const got = taken_apart(request);
        CHECK(request.method == baseline->method);
        CHECK(got.origin == expected.origin);
        CHECK(got.target.sound);
        bool const same_segments = got.target.segments == expected.target.segments;
        bool const same_keys = got.target.keys == expected.target.keys;
        bool const same_values = got.target.values == expected.target.values;
        bool const same_fields = got.fields == expected.fields;
        bool const same_content = got.has_body == expected.has_body && got.body == expected.body;
        CHECK(same_segments);
        CHECK(same_keys);
        CHECK(same_values);
        CHECK(same_fields);
        CHECK(same_content);
        for (auto const& field : got.fields) {
            CHECK_FALSE(has_control(field.name));
            bool const controlled = has_control(field.value) && field.value.find_first_of("\r\n\0") != field.value.npos;
            CHECK_FALSE(controlled);
        }
    }
    CHECK(out.sent + out.refused == static_cast<int>(hostile_values().size()));
    return out;
}

} // namespace support
