// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "reading.hpp"

#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>

#include <boost/describe.hpp>
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

using namespace json_tests;
using apibind::decode_reason;

namespace {

struct lengths {
    int x = 0;
    int seventeen_with_q = 0;
    int seventeen_with_r = 0;
    int a_name_that_is_longer_than_thirty_two_bytes_a = 0;
    int a_name_that_is_longer_than_thirty_two_bytes_b = 0;
    std::optional<int> exactly12345{};
};
BOOST_DESCRIBE_STRUCT(lengths, (),
                      (x, seventeen_with_q, seventeen_with_r, a_name_that_is_longer_than_thirty_two_bytes_a,
                       a_name_that_is_longer_than_thirty_two_bytes_b, exactly12345))

struct forty {
    std::optional<int> a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18,
        a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39;
};
BOOST_DESCRIBE_STRUCT(forty, (),
                      (a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18,
                       a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37,
                       a38, a39))
struct eighty : forty {
    std::optional<int> b00, b01, b02, b03, b04, b05, b06, b07, b08, b09, b10, b11, b12, b13, b14, b15, b16, b17, b18,
        b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, b30, b31, b32, b33, b34, b35, b36, b37, b38, b39;
};
BOOST_DESCRIBE_STRUCT(eighty, (forty),
                      (b00, b01, b02, b03, b04, b05, b06, b07, b08, b09, b10, b11, b12, b13, b14, b15, b16, b17, b18,
                       b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, b30, b31, b32, b33, b34, b35, b36, b37,
                       b38, b39))

} // namespace

TEST_CASE("keys of every length are told apart, in any order and spelling") {
    for (std::string const space : {"", " "})
        for (char const* const first : {"x", "\\u0078"}) {
            std::string text = "{\"a_name_that_is_longer_than_thirty_two_bytes_b\"" + space + ":5,";
            text +=
                "\"seventeen_with_r\":3,\"seventeen_with_q\":2,\"exactly12345\":6,\"" + std::string(first) + "\":1,";
            text += "\"a_name_that_is_longer_than_thirty_two_bytes_a\":4}";
            lengths read;
            auto const failure = apibind::read_json(text, read);
            INFO(text);
            REQUIRE_FALSE(failure);
            CHECK(read.x == 1);
            CHECK(read.seventeen_with_q == 2);
            CHECK(read.seventeen_with_r == 3);
            CHECK(read.a_name_that_is_longer_than_thirty_two_bytes_a == 4);
            CHECK(read.a_name_that_is_longer_than_thirty_two_bytes_b == 5);
            CHECK(read.exactly12345 == 6);
        }
    CHECK(refused<lengths>(R"({"x":1,"seventeen_with_s":2})").reason == decode_reason::missing);
    CHECK(refused<lengths>(R"({"x":1,"\u0078":2})").reason == decode_reason::duplicate);
}

TEST_CASE("more than 64 members are kept account of") {
    eighty all;
    all.a00 = 1, all.a39 = 2, all.b00 = 3, all.b23 = 4, all.b24 = 5, all.b39 = 6;
    std::string text;
    REQUIRE_FALSE(apibind::write_json(all, text));
    eighty read;
    read.a01 = read.b01 = read.b38 = 7; // must go
    REQUIRE_FALSE(apibind::read_json(text, read));
    std::string again;
    REQUIRE_FALSE(apibind::write_json(read, again));
    CHECK(again == text);
    CHECK(refused<eighty>(R"({"b39":1,"b39":1})").reason == decode_reason::duplicate);
    CHECK(refused<eighty>(R"({"b24":1,"a00":2,"b24":1})").path == "$.b24");
    CHECK(refused<eighty>(R"({"b23":1,"a00":2,"b23":1})").path == "$.b23");
}

TEST_CASE("nothing is read of what stands behind the end of a text, not even the rest of a key") {
    std::string const text =
        R"({"a_name_that_is_longer_than_thirty_two_bytes_a":4,"x":1,"seventeen_with_q":2,"exactly12345":6})";
    for (std::size_t size = 0; size != text.size(); ++size) {
        lengths read;
        auto const failure = apibind::read_json(std::string_view(text).substr(0, size), read);
        CAPTURE(size);
        REQUIRE(failure);
        CHECK(to_string(failure->reason) == to_string(decode_reason::malformed));
        CHECK(failure->offset <= size);
    }
}
