// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_error.hpp>

#include <doctest/doctest.h>

#include <sstream>

using namespace apibind;

TEST_CASE("a decode error prints as one line with everything in it") {
    decode_error const error{decode_reason::wrong_type, "$.code", "an integer", "the string \"x\"", 8};
    CHECK(to_string(error) == "$.code: expected an integer, found the string \"x\" (wrong type, byte 8)");
    std::ostringstream out;
    out << error << '|' << error.reason;
    CHECK(out.str() == to_string(error) + "|wrong type");
}

TEST_CASE("an encode error prints as one line") {
    encode_error const error{encode_reason::not_finite, "$.rate", "NaN has no JSON"};
    std::ostringstream out;
    out << error << '|' << error.reason;
    CHECK(out.str() == "$.rate: NaN has no JSON (not finite)|not finite");
}

TEST_CASE("a note prints as one line") {
    std::ostringstream out;
    out << note{"$.extra", "unknown member"};
    CHECK(out.str() == "$.extra: unknown member");
}

TEST_CASE("every reason has its own words") {
    for (int i = 0; i <= static_cast<int>(decode_reason::too_large); ++i)
        for (int j = 0; j < i; ++j)
            CHECK(to_string(static_cast<decode_reason>(i)) != to_string(static_cast<decode_reason>(j)));
    for (int i = 0; i <= static_cast<int>(encode_reason::unsupported); ++i)
        for (int j = 0; j < i; ++j)
            CHECK(to_string(static_cast<encode_reason>(i)) != to_string(static_cast<encode_reason>(j)));
}
